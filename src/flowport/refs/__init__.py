"""References: found in a flow, resolved in a target, rewritten together with their copies."""

from __future__ import annotations

from flowport.refs.arn import Arn, is_uuid, kind_of, parse
from flowport.refs.bindings import Binding, Bindings
from flowport.refs.find import find
from flowport.refs.own import recognise, with_names
from flowport.refs.reference import Copy, Form, Place, Reference
from flowport.refs.resolve import Outcome, Resolution, Step, resolve
from flowport.refs.resource import Directory, Index, Resource
from flowport.refs.rewrite import rewrite

__all__ = [
    "Arn",
    "Binding",
    "Bindings",
    "Copy",
    "Directory",
    "Form",
    "Index",
    "Outcome",
    "Place",
    "Reference",
    "Resolution",
    "Resource",
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
