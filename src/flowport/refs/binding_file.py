"""Bindings as a file that people edit.

TOML by default, because it takes comments; JSON of the same shape is read as well::

    [[binding]]
    kind = "queue"
    from = "arn:aws:connect:eu-west-2:111122223333:instance/.../queue/..."
    name = "Sales"
    to = "Sales EU"        # an ARN, an id or a name in the target; empty: not decided yet

    [[binding]]
    kind = "prompt"
    from = "dev-*"         # * is the same text on both sides
    to = "prod-*"

    [[binding]]
    kind = "placeholder"
    from = "{{company}}"
    to = "Example Ltd"

    [[qualifier]]
    kind = "lambda_function"
    from = "dev"           # a version or alias; * for all
    rule = "set"           # or keep, or strip
    to = "prod"
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from flowport.catalogue.references import REFERENCE_KINDS
from flowport.errors import DocumentError, UsageError
from flowport.model.parse import parse
from flowport.patterns import pattern
from flowport.refs.bindings import PLACEHOLDER, Binding, Bindings, QualifierRule, VersionRule

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["dump", "load", "merge"]

_WORDS = {"kind", "from", "name", "to", "how"}
_RULE_WORDS = {"kind", "from", "name", "to", "rule"}
_HEADER = """\
# Which resource of the target each one of the source becomes.
# "to" is an ARN, an id or a name in the target. Where it is empty, nothing is decided:
# the ARN and then the name are tried. "candidates" only suggests.
"""
_EMPTY_TARGET = pattern(r"""^(\s*to\s*=\s*)(?:""|'')(?=\s*(?:#.*)?$)""", re.MULTILINE)
_BINDING = pattern(r"^\s*\[\[\s*binding\s*\]\]", re.MULTILINE)
_TABLE = pattern(r"^\s*\[", re.MULTILINE)


def dump(bindings: Bindings, *, as_json: bool = False) -> str:
    """The file: TOML for people, JSON for programs."""
    if not as_json:
        return "\n".join([_HEADER, *_blocks(bindings)])
    tree: dict[str, Any] = {"binding": [dict(line.fields) for line in bindings.lines]}
    if bindings.rules:
        tree["qualifier"] = [dict(rule.fields) for rule in bindings.rules]
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def load(text: str, *, name: str = "the bindings") -> Bindings:
    """The bindings that a file's text holds, in TOML or JSON.

    Raises:
        UsageError: It is neither, or a line is not what it must be; the sentence says where.
    """
    tree = _tree(text, name)
    lines, rules = tree.get("binding", []), tree.get("qualifier", [])
    if not isinstance(lines, list) or not isinstance(rules, list):
        raise UsageError(f"{name}: write each binding below a [[binding]] line of its own")
    strange = sorted(set(tree) - {"binding", "qualifier"})
    if strange:
        raise UsageError(
            f"{name}: unknown table {strange[0]!r}; write [[binding]] or [[qualifier]]"
        )
    return Bindings(
        [_line(line, f"{name}: binding {number}") for number, line in enumerate(lines, 1)],
        [_rule(rule, f"{name}: qualifier {number}") for number, rule in enumerate(rules, 1)],
    )


def merge(text: str, found: Bindings, *, name: str = "the bindings") -> str:
    """An existing file with what a run found; nothing that a person wrote is lost.

    What the file decides stays, and so do its comments and order. A line that decides nothing is
    given the target that the run found, and what the file lacks is added at its end.

    Raises:
        UsageError: The file can't be read as bindings.
    """
    known = load(text, name=name)
    new = {_key(line): line for line in found.lines}
    if text.lstrip().startswith("{"):
        return dump(_merged(known, new), as_json=True)
    places = {_key(line): index for index, line in enumerate(known.lines)}
    for key, index in reversed(list(places.items())):
        if not known.lines[index].target and new.get(key) and new[key].target:
            text = _decided(text, index, new[key].target)
    added = [line for key, line in new.items() if key not in places]
    if not added:
        return text
    head = text if text.endswith("\n") or not text else text + "\n"
    return "\n".join([head, *_blocks(Bindings(added))]) if head else dump(Bindings(added))


def _merged(known: Bindings, new: dict[tuple[str, str], Binding]) -> Bindings:
    lines = [line if line.target else new.get(_key(line), line) for line in known.lines]
    held = {_key(line) for line in known.lines}
    return Bindings([*lines, *(line for key, line in new.items() if key not in held)], known.rules)


def _key(line: Binding) -> tuple[str, str]:
    return line.kind, line.source or line.name


def _decided(text: str, index: int, target: str) -> str:
    """A TOML file whose binding of an index, which decides nothing, has a target."""
    starts = [
        found.end() for found in re.finditer(r"^\s*\[\[\s*binding\s*\]\]", text, re.MULTILINE)
    ]
    if index >= len(starts):
        return text
    start = starts[index]
    after = _TABLE.search(text, start)
    end = after.start() if after else len(text)
    block = _EMPTY_TARGET.sub(lambda m: m[1] + _toml(target), text[start:end], count=1)
    changed = text[:start] + block + text[end:]
    wanted = [line.get("to", "") for line in tomllib.loads(text)["binding"]]
    wanted[index] = target
    same = [line.get("to", "") for line in tomllib.loads(changed)["binding"]] == wanted
    return changed if same else text


def _blocks(bindings: Bindings) -> Iterator[str]:
    for heading, each in (("binding", bindings.lines), ("qualifier", bindings.rules)):
        for line in each:
            words = "".join(f"{key} = {_toml(value)}\n" for key, value in line.fields)
            yield f"[[{heading}]]\n{words}"


def _tree(text: str, name: str) -> dict[str, Any]:
    try:
        if text.lstrip().startswith("{"):
            tree = parse(text.encode(errors="surrogatepass"), source=name)
        else:
            tree = tomllib.loads(text)
    except DocumentError as error:
        raise UsageError(str(error)) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name}: not TOML: {error}") from error
    return tree if isinstance(tree, dict) else {}


def _line(tree: Any, where: str) -> Binding:
    _words(tree, _WORDS | {"candidates"}, where, "write kind, from, name and to")
    kind, source, target = tree.get("kind", ""), tree.get("from", ""), tree.get("to", "")
    if kind != PLACEHOLDER:
        _kind(kind, where)
    if not source and not tree.get("name"):
        raise UsageError(f"{where}: say what it is for: an ARN, id or name in 'from'")
    if kind and target.count("*") != source.count("*"):
        raise UsageError(f"{where}: 'from' and 'to' need the same number of *")
    candidates = tree.get("candidates", [])
    return Binding(
        kind=kind,
        source=source,
        name=tree.get("name", ""),
        target=target,
        how=tree.get("how", ""),
        candidates=tuple(map(str, candidates)) if isinstance(candidates, list) else (),
    )


def _rule(tree: Any, where: str) -> QualifierRule:
    _words(tree, _RULE_WORDS, where, "write kind, name, from, rule and to")
    _kind(tree.get("kind", ""), where)
    word, target = tree.get("rule", ""), tree.get("to", "").removeprefix(":")
    if word not in set(VersionRule):
        raise UsageError(f"{where}: 'rule' must be keep, strip or set, not {word!r}")
    if (word == VersionRule.SET) is not bool(target):
        needs = "needs" if word == VersionRule.SET else "takes no"
        raise UsageError(f"{where}: the rule {word!r} {needs} 'to'")
    return QualifierRule(
        rule=VersionRule(word),
        kind=tree.get("kind", ""),
        name=tree.get("name", ""),
        source=tree.get("from", "").removeprefix(":"),
        target=target,
    )


def _words(tree: Any, known: set[str], where: str, advice: str) -> None:
    if not isinstance(tree, dict):
        raise UsageError(f"{where}: expected a table; {advice}")
    strange = sorted(set(tree) - known)
    if strange:
        raise UsageError(f"{where}: unknown key {strange[0]!r}; {advice}")
    for word in sorted(known - {"candidates"}):
        if not isinstance(tree.get(word, ""), str):
            raise UsageError(f"{where}: {word!r} must be a string in quotes")


def _kind(kind: str, where: str) -> None:
    if kind and kind not in REFERENCE_KINDS:
        known = ", ".join((*REFERENCE_KINDS, PLACEHOLDER))
        raise UsageError(f"{where}: {kind!r} is not a kind of resource; the kinds are {known}")


def _toml(value: Any) -> str:
    """A TOML string or list of strings; JSON's escapes are TOML's, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
