"""References: found in a flow, resolved in a target, rewritten together with their copies."""

from __future__ import annotations

from flowport.refs.arn import Arn, is_uuid, kind_of, parse
from flowport.refs.bindings import PLACEHOLDER, Binding, Bindings, QualifierRule, Rule
from flowport.refs.doubles import apart
from flowport.refs.find import find
from flowport.refs.home import Origin, origin_of
from flowport.refs.outcome import Outcome, Resolution, Side, Step
from flowport.refs.own import confirmed, recognise, with_names
from flowport.refs.qualifiers import Answer, Qualifiers
from flowport.refs.reference import Copy, Form, Place, Reference
from flowport.refs.residue import Residue, residue
from flowport.refs.resolve import resolve
from flowport.refs.resource import Directory, Index, Resource
from flowport.refs.rewrite import becomes, rewrite
from flowport.refs.unfilled import Unfilled, filled, may_hold, unfilled, with_fillings
from flowport.refs.values import Attribute, Readers, as_read, passed, readers

__all__ = [
    "PLACEHOLDER",
    "Answer",
    "Arn",
    "Attribute",
    "Binding",
    "Bindings",
    "Copy",
    "Directory",
    "Form",
    "Index",
    "Origin",
    "Outcome",
    "Place",
    "QualifierRule",
    "Qualifiers",
    "Readers",
    "Reference",
    "Residue",
    "Resolution",
    "Resource",
    "Rule",
    "Side",
    "Step",
    "Unfilled",
    "apart",
    "as_read",
    "becomes",
    "confirmed",
    "filled",
    "find",
    "is_uuid",
    "kind_of",
    "may_hold",
    "origin_of",
    "parse",
    "passed",
    "readers",
    "recognise",
    "residue",
    "resolve",
    "rewrite",
    "unfilled",
    "with_fillings",
    "with_names",
]
