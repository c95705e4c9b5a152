"""Test cases of flows, run offline: documents, verdicts, coverage, generated tests."""

from __future__ import annotations

from flowport.testing.case import Case, CaseAction, EntryPoint, Observation
from flowport.testing.case_reading import is_case, is_other, read_case, read_cases
from flowport.testing.native import write_native
from flowport.testing.plain_values import read_tree
from flowport.testing.short import compile_short
from flowport.testing.shorten import shorten
from flowport.testing.verdict import Stage, Verdict, run_case

__all__ = [
    "Case",
    "CaseAction",
    "EntryPoint",
    "Observation",
    "Stage",
    "Verdict",
    "compile_short",
    "is_case",
    "is_other",
    "read_case",
    "read_cases",
    "read_tree",
    "run_case",
    "shorten",
    "write_native",
]
