"""For code-scanning viewers: SARIF 2.1.0, with the pages of the rules that spoke."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from flowport.check.finding import Severity
from flowport.check.rule_registry import named
from flowport.model.document import PLAIN
from flowport.patterns import pattern

if TYPE_CHECKING:
    from flowport.check.check_report import Placed, Report
    from flowport.check.rule_registry import RegisteredRule

__all__ = ["render"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_INDEX = pattern(r"^/(Actions|modules)/\d+")
_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def render(report: Report) -> str:
    """One run with its rules and results."""
    codes = sorted({placed.finding.code for placed in report.placed})
    driver: dict[str, Any] = {
        "name": "Flowport",
        "rules": [_rule(named(code)) for code in codes],
    }
    if report.version:
        driver["version"] = report.version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri(file)}} for file in report.files],
        "results": [_result(placed, codes, report.files) for placed in report.placed],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return PLAIN.document(log).decode()


def _rule(entry: RegisteredRule) -> dict[str, Any]:
    return {
        "id": entry.code,
        "name": "".join(word.capitalize() for word in entry.name.split("-")),
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.title},
        "help": {"text": entry.page, "markdown": entry.page},
        "defaultConfiguration": {"level": _LEVELS[entry.rule.severity]},
        "properties": {"tags": [entry.family]},
    }


def _result(placed: Placed, codes: list[str], files: tuple[str, ...]) -> dict[str, Any]:
    finding = placed.finding
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(placed.file), "index": files.index(placed.file)},
            "region": {"startLine": placed.line or 1, "startColumn": placed.column or 1},
        }
    }
    if finding.block:
        location["logicalLocations"] = [
            {"name": finding.block, "fullyQualifiedName": finding.pointer, "kind": "object"}
        ]
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"[{finding.block}] " * bool(finding.block) + finding.message},
        "locations": [location],
        "partialFingerprints": {"flowportFinding/v1": _fingerprint(placed)},
    }


def _fingerprint(placed: Placed) -> str:
    """What stays when other blocks are added: the file, rule, block and place inside it."""
    finding = placed.finding
    inside = _INDEX.sub("", finding.pointer)
    identity = f"{placed.file}\n{finding.code}\n{finding.block}\n{inside}"
    return hashlib.sha256(identity.encode(errors="replace")).hexdigest()


def uri(file: str) -> str:
    """A file's name as a relative reference of a URI."""
    return "".join(
        chr(byte) if byte in _SAFE else f"%{byte:02X}" for byte in file.encode(errors="replace")
    )
