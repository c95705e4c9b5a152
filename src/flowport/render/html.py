"""A report in one file: an index, and of each flow its picture, settings, references, findings.

It loads nothing from elsewhere, can be searched and printed, and reads well without its script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from flowport.refs.all_references import find
from flowport.render.drawn_text import safe
from flowport.render.flow_text import outline
from flowport.render.svg import svg
from flowport.render.theme import FONT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flowport.model import Flow

_STYLE = """
:root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#1b2129;--soft:#5a6472;
--edge:#cdd3db}
@media (prefers-color-scheme:dark){:root{--ground:#14171c;--card:#1f242c;--ink:#e8ebef;
--soft:#a3adba;--edge:#3b4350}}
body{font:15px/1.5 FONT;margin:0;background:var(--ground);color:var(--ink)}
main{max-width:1200px;margin:0 auto;padding:24px}
h1{font-size:28px}h2{font-size:21px;margin:0 0 4px}h3{font-size:15px;margin:24px 0 8px}
section,nav{background:var(--card);border:1px solid var(--edge);border-radius:10px;padding:20px;
margin:0 0 24px}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid var(--edge)}
td{overflow-wrap:anywhere}th{color:var(--soft);font-weight:600}
.soft{color:var(--soft)}.picture{overflow:auto;margin:16px 0;border-radius:8px}
.picture svg{max-width:100%;height:auto;display:block}.hint{font-size:13px}
label:has(:checked)+.picture svg{max-width:none}
input[type=search]{font:inherit;width:100%;padding:8px 12px;border:1px solid var(--edge);
border-radius:8px;background:var(--ground);color:inherit;box-sizing:border-box;margin:0 0 16px}
a{color:inherit}[hidden]{display:none!important}
@media print{input,.hint{display:none}section{break-before:page;border:0}
body{background:#fff;color:#000}}
"""

_SCRIPT = """
const box=document.getElementById('find');
box.addEventListener('input',()=>{const words=box.value.toLowerCase().split(/\\s+/);
for(const part of document.querySelectorAll('[data-words]')){
const text=part.dataset.words;part.hidden=!words.every(word=>text.includes(word));}});
"""


class Reportable(Protocol):
    """What a check found; whatever has these can be reported."""

    @property
    def severity(self) -> object:
        """How bad it is, in a word."""

    @property
    def block(self) -> str | None:
        """The id of its block."""

    @property
    def message(self) -> str:
        """What it is, and what to do."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A flow of the report.

    Attributes:
        source: Where it came from: a path, or an instance.
        flow: The flow.
        findings: What a check found in it.
    """

    source: str
    flow: Flow
    findings: Sequence[Reportable] = ()

    @property
    def title(self) -> str:
        """What to call it."""
        return self.flow.name or self.source


def report(chapters: Sequence[Chapter], *, title: str = "Flows") -> str:
    """The whole report as one HTML document."""
    parts = "".join(_section(number, chapter) for number, chapter in enumerate(chapters))
    blocks = sum(len(chapter.flow.actions) for chapter in chapters)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{safe(title)}</title><style>{_STYLE.replace('FONT', FONT)}</style></head>"
        f"<body><main><h1>{safe(title)}</h1>"
        f'<p class="soft">{len(chapters)} flows, {blocks} blocks</p>'
        f"{_index(chapters)}{parts}</main><script>{_SCRIPT}</script></body></html>\n"
    )


def _index(chapters: Sequence[Chapter]) -> str:
    """The table of all flows, with the field that searches them."""
    rows = "".join(
        f'<tr data-words="{_words(chapter)}"><td><a href="#f{number}">{safe(chapter.title)}</a>'
        f"</td><td>{_kind(chapter.flow)}</td><td>{len(chapter.flow.actions)}</td>"
        f"<td>{len(chapter.findings) or ''}</td><td>{safe(chapter.source)}</td></tr>"
        for number, chapter in enumerate(chapters)
    )
    return (
        '<nav><input id="find" type="search" aria-label="Find flows" '
        'placeholder="Find by name, block, setting or resource">'
        f"<table>{_head('Flow', 'Type', 'Blocks', 'Findings', 'Source')}{rows}</table></nav>"
    )


def _section(number: int, chapter: Chapter) -> str:
    """One flow."""
    flow = chapter.flow
    about = f"<p>{safe(flow.description)}</p>" if flow.description else ""
    return (
        f'<section id="f{number}" data-words="{_words(chapter)}"><h2>{safe(chapter.title)}</h2>'
        f'<div class="soft">{_kind(flow)} · {safe(chapter.source)}</div>{about}'
        '<label class="soft hint"><input type="checkbox"> Full size</label>'
        f'<div class="picture">{_unique(svg(flow, title=chapter.title), number)}</div>'
        f"{_findings(chapter.findings)}{_settings(flow)}{_references(flow)}</section>"
    )


def _unique(picture: str, number: int) -> str:
    """A picture whose ids are its own: one document must not have an id twice."""
    for tone in ("success", "answer", "error"):
        picture = picture.replace(f'id="to-{tone}"', f'id="to-{tone}-{number}"')
        picture = picture.replace(f"url(#to-{tone})", f"url(#to-{tone}-{number})")
    return picture


def _findings(findings: Iterable[Reportable]) -> str:
    """What a check found."""
    rows = [(str(one.severity), one.block or "", one.message) for one in findings]
    return _table("Findings", ("How bad", "Block", "What"), rows)


def _settings(flow: Flow) -> str:
    """Each block with its settings and where its branches lead."""
    rows = [
        (
            f"{entry.number}. {entry.title}",
            "\n".join(f"{name}: {value}" for name, value in entry.block.settings),
            "\n".join(f"{name} → {where}" for name, where in entry.branches),
        )
        for entry in outline(flow)
    ]
    return _table("Blocks", ("Block", "Settings", "Branches"), rows)


def _references(flow: Flow) -> str:
    """What the flow refers to, each once with its blocks."""
    blocks: dict[tuple[str, str, str], list[str]] = {}
    for reference in find(flow):
        key = reference.kind.replace("_", " "), reference.name or "", reference.written
        blocks.setdefault(key, []).append(reference.block)
    rows = [(*key, ", ".join(dict.fromkeys(names))) for key, names in sorted(blocks.items())]
    return _table("References", ("Kind", "Name", "Value", "Blocks"), rows)


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A titled table; nothing where there are no rows."""
    if not rows:
        return ""
    lines = "".join(
        f"<tr>{''.join(f'<td>{_lines(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<h3>{title}</h3><table>{_head(*heads)}{lines}</table>"


def _head(*names: str) -> str:
    return f"<tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>"


def _lines(words: str) -> str:
    return "<br>".join(safe(line) for line in words.split("\n"))


def _kind(flow: Flow) -> str:
    return "module" if flow.is_module else safe((flow.type or "flow").replace("_", " ").lower())


def _words(chapter: Chapter) -> str:
    """All that a flow is found by."""
    words = [chapter.title, chapter.source]
    for entry in outline(chapter.flow):
        words += [entry.title, *(value for _, value in entry.block.settings)]
    words += [reference.name or "" for reference in find(chapter.flow)]
    return safe(" ".join(words).lower())
