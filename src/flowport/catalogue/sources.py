"""Where facts come from: the ids that declarations name, each with what it represents."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SOURCES"]

_FLOW_AS_CODE = "flow-as-code, conformance notes on actions, rule {}"

#: What each id of a source represents.
SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "acx": "aicc-builder, export and live probe of Agentic CX, September 2026",
        "aicc": "aicc-builder, live probes, June and July 2026",
        "aicc-export": "aicc-builder, console export of every block, 2026",
        "api-model": "the service model of the Connect API in botocore",
        "block-page": "Amazon Connect administrator guide, the block's page, 2026",
        "builder": "connect-flow-builder, catalogue from console exports, June 2026",
        "devguide": "Amazon Connect developer guide, the action's page, 2026",
        "exports": "flows in public repositories that a designer exported",
        "guide": "Amazon Connect administrator guide, May 2023",
        "guide-import-export": "Amazon Connect administrator guide, page on import and export",
        "pulumi": "pulumi-amazon-connect, checks of the wire format against a live instance",
        "quotas-2023": "Amazon Connect administrator guide, page on quotas, May 2023",
        "reference": "Amazon Connect API reference, flow language",
        **{
            f"fac{rule}": _FLOW_AS_CODE.format(rule)
            for rule in (8, 21, 22, 24, 27, 28, 29, 30, 34, 35, 37, 39, 40)
        },
    }
)
