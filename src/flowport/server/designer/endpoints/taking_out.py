"""Taking flows out: a file, a zip of many, a picture."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

from flowport.catalogue.families import FAMILIES
from flowport.jobs.exporting import ExportOptions, export, exported
from flowport.ports import Content, FlowKey, FlowKind, FlowSummary
from flowport.server.designer.ask import DesignerReply
from flowport.server.designer.documents import index_of, state_of
from flowport.server.designer.endpoint_registry import endpoint
from flowport.server.designer.heavy import drawn
from flowport.server.designer.refusals import Refusal
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.designer import Draft
    from flowport.server.designer.ask import Ask

#: The header that says how many flows an archive lacks.
LEFT_OUT = "x-flowport-left-out"

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]+')


@endpoint("POST", "/{instance}/export", needs="View")
def one(ask: Ask) -> DesignerReply:
    """The document as a file that any instance can import: the bytes of ``flowport export``."""
    draft = state_of(ask).draft
    found = exported(_content(ask, draft), index_of(ask), ExportOptions())
    if found.problem:
        raise Refusal("refused", _for_the_page(found.problem), problems=[found.problem])
    name = ask.text("name", "") or draft.name or "flow"
    return DesignerReply(body=found.text.encode(), headers=_attached(_file_name(name)))


def _for_the_page(problem: str) -> str:
    what = problem.partition("; split it")[0]
    return f"{what[:1].upper()}{what[1:]}; split it first."


def _content(ask: Ask, draft: Draft) -> Content:
    kind = FlowKind(draft.kind)
    flow_id = ask.body.get("flow") or ""
    arn = f"{ask.instance.arn}/{FAMILIES['flow'].slug}/{flow_id}"
    key = FlowKey(kind, str(flow_id))
    summary = FlowSummary(key=key, arn=arn, name=draft.name, type=draft.type)
    return Content(summary=summary, text=draft.flow.content(), description=draft.description)


def _file_name(name: str) -> str:
    """A name that every system takes as a file's."""
    return _UNSAFE.sub("_", name).strip(". ")[:200] or "flow"


def _attached(name: str) -> dict[str, str]:
    plain = name.encode("ascii", "replace").decode().replace('"', "_")
    return {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    }


@endpoint("POST", "/{instance}/export-all", needs="View")
def many(ask: Ask) -> DesignerReply:
    """A zip with a file for each flow; a text file beside them lists what can't be exported."""
    instance, wanted = StoredInstance(ask.app.store, ask.instance), set(ask.texts("ids"))
    rows = [
        flow
        for flow in instance.flows()
        if flow.key.kind == ask.kind and (not wanted or flow.key.id in wanted)
    ]
    if not rows:
        raise Refusal("not-found", "There is nothing to export.")
    found = list(export(instance, rows, ExportOptions()))
    problems = [each.problem for each in found if each.problem]
    texts = [(each.summary.name, each.text) for each in found if not each.problem]
    beside = {"not exported.txt": "\n".join(problems) + "\n"} if problems else {}
    headers = {LEFT_OUT: str(len(problems))}
    return zipped(texts, ask.instance.alias or "flows", beside=beside, headers=headers)


def zipped(
    flows: Iterable[tuple[str, str]],
    name: str,
    *,
    beside: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> DesignerReply:
    """A zip with a file for each flow, under names that every system takes.

    Args:
        flows: The name and text of each.
        name: What the zip is called.
        beside: Other files, by name.
        headers: More headers of the answer.
    """
    packed, names = io.BytesIO(), set[str]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        files = [(f"{_free(_file_name(called), names)}.json", text) for called, text in flows]
        for each, text in [*files, *(beside or {}).items()]:
            archive.writestr(zipfile.ZipInfo(each, _LONG_AGO), text.encode(errors="surrogatepass"))
    attached = _attached(f"{_file_name(name)}.zip")
    return DesignerReply(
        body=packed.getvalue(), media="application/zip", headers={**attached, **(headers or {})}
    )


_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same flows give the same archive


def _free(name: str, taken: set[str]) -> str:
    found, number = name, 2
    while found.casefold() in taken:
        found, number = f"{name} {number}", number + 1
    taken.add(found.casefold())
    return found


@endpoint("POST", "/{instance}/svg", needs="View")
def picture(ask: Ask) -> DesignerReply:
    """The document as a picture."""
    draft = state_of(ask).draft
    text = ask.apart(drawn, draft.flow, draft.name or None)
    headers = _attached(f"{_file_name(draft.name or 'flow')}.svg")
    return DesignerReply(body=text, media="image/svg+xml", headers=headers)
