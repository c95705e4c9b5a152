"""The smaller tables are whole, and speak of things that exist."""

from __future__ import annotations

from corpus import fact, needs_facts
from flowport.catalogue import (
    ACTIONS,
    FLOW_TYPES,
    HIDING_PLACES,
    JSONPATH_ROOTS,
    LIMITS,
    METADATA_COPIES,
    REFERENCE_KINDS,
    SOURCES,
    FlowType,
    flow_type,
    limit,
)


def test_every_reference_is_of_a_known_kind() -> None:
    """What a parameter or a metadata copy refers to is a reference kind."""
    parameters = [p for action in ACTIONS.values() for p in action.parameters]
    spoken_of = {p.refers_to for p in parameters} | {p.keys_refer_to for p in parameters}
    spoken_of |= {kind for copy in METADATA_COPIES for kind in copy.kinds}

    assert spoken_of - {None} <= set(REFERENCE_KINDS)


def test_every_reference_kind_is_referred_to() -> None:
    """No reference kind is declared that no parameter holds."""
    parameters = [p for action in ACTIONS.values() for p in action.parameters]

    assert set(REFERENCE_KINDS) <= {p.refers_to for p in parameters} | {"case_field"}


def test_copies_repeat_parameters_that_exist() -> None:
    """A metadata copy repeats a parameter of some action."""
    declared = {p.name for action in ACTIONS.values() for p in action.parameters}

    assert {path for copy in METADATA_COPIES for path in copy.repeats} <= declared


def test_hiding_places_exist() -> None:
    """References hide only in parameters that are declared."""
    for action, paths in HIDING_PLACES.items():
        owners = {path.removesuffix(".*") for path in paths}
        assert owners <= {p.name for p in ACTIONS[action].parameters}


def test_every_source_is_known() -> None:
    """Each id of a source that a declaration names has its meaning."""
    named = {limit.source for limit in LIMITS.values()}
    for action in ACTIONS.values():
        named |= set(action.sources).union(*(p.sources for p in action.parameters))

    assert named <= set(SOURCES)


def test_jsonpath_roots_are_filled_by_actions() -> None:
    """What fills a root is an action."""
    assert {name for root in JSONPATH_ROOTS.values() for name in root.filled_by} <= set(ACTIONS)


@needs_facts
def test_flow_types_have_their_recorded_names() -> None:
    """Each type has the recorded name in exports."""
    recorded = fact("actions-meta")["flow_type_names"]

    assert {t.value: f.export_name for t, f in FLOW_TYPES.items()} == {
        name: row["export"] for name, row in recorded.items()
    }


def test_a_flow_type_is_found_under_each_name() -> None:
    """The API's, the export's and the designer's name lead to the same type."""
    for name in ("AGENT_HOLD", "agentHold", "Agent hold flow"):
        assert flow_type(name) is FlowType.AGENT_HOLD
    assert flow_type("disconnect") is None


def test_limits_are_looked_up_by_name() -> None:
    """A limit's value is found under its name, and is no less than its least."""
    assert limit("actions") == 250
    assert all(found.least <= found.value for found in LIMITS.values())
