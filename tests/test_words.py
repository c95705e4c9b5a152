"""The words of the first release's dialect do not come back, wherever a person reads."""

from __future__ import annotations

import re
import tokenize
from pathlib import Path

import pytest

_TOP = Path(__file__).parents[1]
#: Words that plain English has no use for here, each with what to write.
_WORDS = {
    r"\b(?:is|are|was|were|be) told\b(?! to\b)": "reported, shown, listed",
    r"\btold apart\b": "distinguished",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\bunheard\b": "published, or without changing what callers hear",
    r"['\"”] is no ": "is not a, is not a valid",
    r"\b(?:that|which|it) is no (?!longer\b|such\b)\w+": "is not a",
    r" say --": "use --",
    r"\bplan again\b": "create a new plan",
    r"\bstands? (?:in|at|for|on|beside|there|under|apart|nowhere|where|why)\b": "is in, is shown",
    r"\bpassed over\b": "skipped",
    r"\bnobody knows\b": "unknown",
    r"\bsomebody\b": "someone",
    r"\banew\b": "again",
    r"\bmade by this run\b": "created by this run",
    r"\b(?:chang|sav|typ|edit|creat|delet)ed meanwhile\b": "in the meantime",
    r"\brests? on\b": "is based on, depends on",
    r"\bspelt\b": "spelled",
    r"\bwanted is\b": "expects, requires",
    r"\blists? of texts\b": "a list of strings",
}
_LOOK = re.compile("|".join(f"(?:{word})" for word in _WORDS), re.IGNORECASE)
_PAGES = [
    *_TOP.glob("*.md"),
    *(each for each in _TOP.glob("docs/**/*.md") if "findings-read" not in each.name),
]
_PAGE_SOURCES = [*_TOP.glob("web/src/**/*.ts"), *_TOP.glob("web/src/**/*.tsx")]
_MODULES = [each for each in _TOP.glob("src/flowport/**/*.py") if "node_modules" not in each.parts]


def _found(lines: dict[int, str], file: Path) -> list[str]:
    """The places of words that may not return."""
    return [
        f"{file.relative_to(_TOP)}:{number}: {hit.group()!r}"
        for number, line in lines.items()
        for hit in _LOOK.finditer(line)
    ]


def _numbered(text: str) -> dict[int, str]:
    return dict(enumerate(text.splitlines(), 1))


def _words_of(file: Path) -> dict[int, str]:
    """What a person reads of a module: its strings and comments, by line."""
    lines: dict[int, str] = {}
    with file.open("rb") as opened:
        for token in tokenize.tokenize(opened.readline):
            if token.type in {tokenize.STRING, tokenize.COMMENT}:
                for offset, line in enumerate(token.string.splitlines()):
                    lines[token.start[0] + offset] = line
    return lines


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("'eu-1' is no Region", True),
        ("The flow is told of the change.", True),
        ("A queue that it is no longer in", False),
        ("Say --force to overwrite", False),
        ("overwrite it: say --force", True),
        ("It stands for all flows", True),
        ("Nothing was deleted", False),
    ],
)
def test_the_list_finds_the_dialect(text: str, *, hit: bool) -> None:
    """The words are found in sentences, and plain sentences pass."""
    assert bool(_LOOK.search(text)) is hit


def test_documentation_is_plain() -> None:
    """No page of the documentation has a word of the list."""
    assert [each for file in _PAGES for each in _found(_numbered(file.read_text()), file)] == []


def test_the_page_is_plain() -> None:
    """No source of the page has a word of the list."""
    sources = [file for file in _PAGE_SOURCES if not file.name.endswith(".test.ts")]
    assert [each for file in sources for each in _found(_numbered(file.read_text()), file)] == []


def test_messages_and_docstrings_are_plain() -> None:
    """No message, help text, docstring or comment has a word of the list."""
    assert [each for file in _MODULES for each in _found(_words_of(file), file)] == []


def test_functions_are_not_named_by_what_was_said() -> None:
    """A function's name is a verb or a noun: what it makes, and not that it was said."""
    name = re.compile(r"\bdef (_said|_told|_stands|_door|_desk|_bench)\(")
    found = [
        f"{file.relative_to(_TOP)}: {hit.group(1)}"
        for file in _MODULES
        for hit in name.finditer(file.read_text(encoding="utf-8"))
    ]

    assert found == []


#: Where one word of the code's own is written large; nothing that a person named is in it.
_ONE_WORD = {"jobs/moving/calls.py", "check/formats/sarif.py", "check/rule_pages.py"}


def test_no_capital_letter_of_a_name_is_lost() -> None:
    """``str.capitalize`` writes the rest of a sentence small, with the names in it."""
    package = _TOP / "src" / "flowport"
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if ".capitalize()" in path.read_text(encoding="utf-8")
    }

    assert found <= _ONE_WORD
