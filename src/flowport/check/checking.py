"""Checking a flow of either format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flowport.catalogue import flow_type
from flowport.check.engine import check_flow
from flowport.check.finding import Severity
from flowport.model import Flow, LegacyFlow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flowport.check.finding import Finding
    from flowport.check.labels import Labels

__all__ = ["check"]

_PLACES = {"/StartAction": "/start", "/Actions": "/modules"}


def check(
    flow: Flow | LegacyFlow,
    *,
    type: str | None = None,  # noqa: A002  the API's word
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    instance: str | None = None,
    at_least: Severity = Severity.INFO,
    labels: Labels | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with a flow or module, block by block.

    Args:
        flow: The flow; a legacy one is checked through its conversion.
        type: Its type, in any spelling, or ``MODULE``; None for what the file says.
        select: Only these rules: codes, names, families, or beginnings of codes.
        ignore: All but these.
        instance: The ARN of the instance that it is meant for, where that is known.
        at_least: Only findings as bad as this.
        labels: The labels of the batch that the flow is in; None where it is alone.

    Raises:
        CheckError: a rule or type is not known.
        ConversionError: a legacy flow can't be converted.
    """
    legacy = flow if isinstance(flow, LegacyFlow) else None
    if isinstance(flow, LegacyFlow):
        from flowport.convert import convert  # noqa: PLC0415  not for the flow language

        type = type or flow_type(flow.type or "")  # noqa: A001  as above
        flow = convert(flow).flow
    found = check_flow(
        flow,
        type=type,
        select=select,
        ignore=ignore,
        instance=instance,
        at_least=at_least,
        labels=labels,
        source=legacy,
    )
    return found if legacy is None else _at_legacy_blocks(found, legacy)


def _at_legacy_blocks(found: Iterable[Finding], legacy: LegacyFlow) -> tuple[Finding, ...]:
    """Findings shown at the legacy blocks; fixes are left out: they speak of the converted flow."""
    places = {block.id: block.pointer for block in reversed(legacy.blocks)}
    return tuple(replace(f, pointer=_legacy_place(f, legacy, places), fix=None) for f in found)


def _legacy_place(finding: Finding, legacy: LegacyFlow, places: dict[str, str]) -> str:
    """Where a finding is in the legacy document: its block, unless it names a place there."""
    if finding.pointer.split("/")[1:2] and finding.pointer.split("/")[1] in legacy.tree:
        return finding.pointer
    return places.get(finding.block, _PLACES.get(finding.pointer, ""))
