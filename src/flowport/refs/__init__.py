"""References: found in a flow, resolved in a target, rewritten together with their copies."""

from __future__ import annotations

from flowport.refs.arn import Arn, is_uuid, kind_of, parse
from flowport.refs.bindings import PLACEHOLDER, Binding, Bindings, QualifierRule, Rule
from flowport.refs.find import find
from flowport.refs.outcome import Outcome, Resolution, Side, Step
from flowport.refs.own import recognise, with_names
from flowport.refs.reference import Copy, Form, Place, Reference
from flowport.refs.resolve import resolve
from flowport.refs.resource import Directory, Index, Resource
from flowport.refs.rewrite import rewrite

__all__ = [
    "PLACEHOLDER",
    "Arn",
    "Binding",
    "Bindings",
    "Copy",
    "Directory",
    "Form",
    "Index",
    "Outcome",
    "Place",
    "QualifierRule",
    "Reference",
    "Resolution",
    "Resource",
    "Rule",
    "Side",
    "Step",
    "find",
    "is_uuid",
    "kind_of",
    "parse",
    "recognise",
    "resolve",
    "rewrite",
    "with_names",
]
