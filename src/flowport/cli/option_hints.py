"""The options and commands that do what the library's sentences propose."""

from __future__ import annotations

import re

from flowport.patterns import pattern
from flowport.remedies import Remedy

__all__ = ["HINTS", "with_options"]

#: What a person at the command line writes for each way out.
HINTS = {
    Remedy.BASELINE: "write one with --write-baseline",
    Remedy.CHECK_DATABASE: "see flowport doctor",
    Remedy.CHOOSE_CONFLICT: "use --on-conflict replace, copy or skip",
    Remedy.CREATE_DATABASE: "create one with flowport instance create or flowport serve",
    Remedy.CREATE_FOLDER: "use --create-folder",
    Remedy.CREATE_RESOURCES: "to --create",
    Remedy.DRAFTS: "use --drafts to write it all the same",
    Remedy.FLOW_FILES: "add its file or instance with --flows",
    Remedy.FULL_JSON: "--json has all",
    Remedy.MOCK_NUMBERS: "in --mocks",
    Remedy.NAME: "use --name",
    Remedy.ONE_FLOW: "give one with --flows",
    Remedy.ONE_INSTANCE: "use --instance",
    Remedy.OPT_IN: "convert it first (flowport opt-in)",
    Remedy.OVERSIZE: "use --allow-oversize",
    Remedy.OVERWRITE: "use --force to overwrite it",
    Remedy.PART_MODULES: "--into modules",
    Remedy.PLACEHOLDER: "use --allow-placeholder",
    Remedy.PLAN: "create one with flowport plan -o",
    Remedy.PUBLISH_DRAFTS: "use --publish-drafts",
    Remedy.REACHED: "write one with flowport test --coverage FILE.json",
    Remedy.REPLACE_CHANGE: "use --force",
    Remedy.RESTORE: "restore a backup with flowport database restore",
    Remedy.REWRITE: "use --rewrite-values",
    Remedy.STRICT: "--strict",
    Remedy.SPLIT: "split it (flowport split)",
    Remedy.TYPE: "use --type",
    Remedy.TYPE_MODULE: "use --type MODULE",
    Remedy.VALUE: "use --allow",
}
#: What is before a way out in a sentence. Names and texts of flows may hold the same words.
_BEFORE = r"[;,] (?:or |and |since |add [\w ]+ )?| or |FLOW\} "
_WAYS = "|".join(map(re.escape, HINTS))
#: What is in quotes stays: a name, or a text of a flow.
_QUOTED = r"""(?<!\w)'(?:\\.|[^'\\\n])*'(?!\w)|(?<!\w)"(?:\\.|[^"\\\n])*"(?!\w)|“[^”\n]*”"""
_WORDS = pattern(rf"{_QUOTED}|(?P<before>{_BEFORE})(?P<way>{_WAYS})\b")


def with_options(sentence: str) -> str:
    """A sentence of the library in which each way out is an option or a command."""
    return _WORDS.sub(_with_option, sentence)


def _with_option(found: re.Match[str]) -> str:
    if found["way"] is None:
        return found[0]
    return found["before"] + HINTS[Remedy(found["way"])]
