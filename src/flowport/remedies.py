"""What a caller can do about a problem, in words that name no option of the command line.

The library's sentences hold these words as they are. The command line replaces them by its options
(:mod:`flowport.cli.option_hints`), so that each way out is said once and in the reader's terms.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Remedy"]


class Remedy(StrEnum):
    """The words of a way out; none is part of another's."""

    BASELINE = "create a baseline from findings first"
    CHECK_DATABASE = "check the database"
    CHOOSE_CONFLICT = "decide between replace, copy and skip"
    CREATE_DATABASE = "create a local instance first"
    CREATE_FOLDER = "allow a new folder"
    CREATE_RESOURCES = "to the kinds to create"
    DRAFTS = "allow drafts to write it all the same"
    FLOW_FILES = "add its file or instance to the flows"
    FULL_JSON = "the trace as JSON has all"
    MOCK_NUMBERS = "in the mocks"
    NAME = "give it a name"
    ONE_FLOW = "add one flow to enter"
    ONE_INSTANCE = "name the one to use"
    OPT_IN = "convert it to the flow language first"
    OVERSIZE = "allow oversized flows"
    OVERWRITE = "allow overwriting it"
    PART_MODULES = "splitting into modules"
    PLACEHOLDER = "allow the placeholder"
    PLAN = "create a plan first"
    PUBLISH_DRAFTS = "allow publishing drafts"
    REACHED = "save the coverage of a test first"
    REPLACE_CHANGE = "allow replacing the change"
    RESTORE = "restore a backup"
    REWRITE = "rewrite the values"
    STRICT = "strict conversion"
    SPLIT = "split it into smaller flows"
    TYPE = "give its type"
    TYPE_MODULE = "give the type MODULE"
    VALUE = "allow the value"
