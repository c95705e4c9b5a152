"""Many flows as one map: which flow leads to which, and the modules, queues and functions used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flowport.catalogue.families import KIND_OF_REFERENCE
from flowport.layout.arrange import arrange
from flowport.layout.boxes import MAIN, SIDE, Box, Graph, Link, Position
from flowport.layout.sizes import ARRIVAL, HEADER, WIDTH
from flowport.model.successors import cycles
from flowport.refs.all_references import find
from flowport.refs.arn import parse
from flowport.render.drawn_text import safe, text
from flowport.render.routes import Ends, Routes
from flowport.render.svg import page
from flowport.render.text_width import BOLD, fitted
from flowport.render.theme import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flowport.model import Flow
    from flowport.refs.reference import Reference
    from flowport.render.theme import Theme

#: What is on the map, by the kind of reference, with its word and the colour of its mark.
KINDS = {
    "contact_flow": ("flow", "Set"),
    "contact_flow_module": ("module", "Logic"),
    "queue": ("queue", "Interact"),
    "lambda_function": ("function", "Integrate"),
}
_FLOWS = tuple(KIND_OF_REFERENCE)
_HEIGHT = HEADER + 10
#: A map begins nowhere: from an entry without links, all groups of flows are alike.
_NOWHERE = ""


@dataclass(frozen=True, slots=True)
class MapNode:
    """Something on the map.

    Attributes:
        id: Its name among the nodes.
        title: What it is called.
        kind: A key of ``KINDS``.
        known: Whether the flow is among those mapped; a queue or function always is.
    """

    id: str
    title: str
    kind: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Map:
    """Flows and what they lead to.

    Attributes:
        nodes: By id, flows first.
        links: The ids of source and target, each pair once.
        loops: The groups of flows that lead round to themselves.
    """

    nodes: dict[str, MapNode]
    links: tuple[tuple[str, str], ...]
    loops: tuple[tuple[str, ...], ...]


def chart(flows: Mapping[str, Flow]) -> Map:
    """Gather the map of flows, given by a name that tells them apart (a path, say)."""
    nodes: dict[str, MapNode] = {}
    known: dict[str, str] = {}
    for key, flow in flows.items():
        kind = _FLOWS[1] if flow.is_module else _FLOWS[0]
        nodes[key] = MapNode(key, flow.name or key, kind)
        for word in (flow.name, flow.about.get("Arn"), flow.about.get("Id")):
            if isinstance(word, str) and word:
                known.setdefault(_key(kind, word), key)
    links: dict[tuple[str, str], None] = {}
    for key, flow in flows.items():
        for reference in find(flow):
            if reference.kind in KINDS and not reference.dynamic:
                links[key, _target(reference, known, nodes)] = None
    return Map(nodes, tuple(links), tuple(cycles(_after(nodes, links))))


def _after(
    nodes: Mapping[str, MapNode], links: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """The nodes that each leads to."""
    found: dict[str, list[str]] = {name: [] for name in nodes}
    for source, target in links:
        found[source].append(target)
    return {name: tuple(targets) for name, targets in found.items()}


def picture(shown: Map, *, theme: Theme = "auto", title: str = "Map of flows") -> str:
    """Draw a map as SVG; links within a loop are red and dashed."""
    joined = {name for link in shown.links for name in link}
    names = sorted(shown.nodes, key=lambda name: name not in joined)
    graph = Graph(
        (Box(_NOWHERE, 0, 0), *(Box(name, WIDTH, _HEIGHT) for name in names)),
        tuple(Link(one, 0, two, _weight(shown.nodes[two])) for one, two in shown.links),
        _NOWHERE,
    )
    places = {name: place for name, place in arrange(graph).items() if name != _NOWHERE}
    routes = Routes((x, y, x + WIDTH, y + _HEIGHT) for x, y in places.values())
    drawn = [_link(shown, one, two, places, routes) for one, two in shown.links]
    drawn += [_node(node, places[name]) for name, node in shown.nodes.items()]
    corners: list[tuple[float, float, float, float]] = [
        (x, y, x + WIDTH, y + _HEIGHT) for x, y in places.values()
    ]
    corners += routes.areas
    heading = f"{len(shown.nodes)} parts · {len(shown.links)} links · {len(shown.loops)} loops"
    return page("".join(drawn), corners or [(0, 0, 0, 0)], (title, heading), theme)


def _key(kind: str, word: str) -> str:
    """What two spellings of one thing share: an ARN and an id are equal by the id."""
    arn = parse(word)
    return f"{'flow' if kind in _FLOWS else kind}:{arn.tail if arn else word}"


def _target(reference: Reference, known: dict[str, str], nodes: dict[str, MapNode]) -> str:
    """The node that a reference leads to, made if it is new."""
    for word in (reference.written, reference.name):
        if word and _key(reference.kind, word) in known:
            return known[_key(reference.kind, word)]
    word = reference.name or reference.written
    name = _key(reference.kind, reference.written or word)
    title = reference.name or name.partition(":")[2] or "not chosen"
    nodes[name] = MapNode(name, title, reference.kind, known=reference.kind not in _FLOWS)
    known[name] = name
    return name


def _weight(node: MapNode) -> int:
    """Links between flows are the main path of a map."""
    return MAIN if node.kind in _FLOWS else SIDE


def _link(shown: Map, one: str, two: str, places: Mapping[str, Position], routes: Routes) -> str:
    """One link of the map."""
    here, there = places[one], places[two]
    looped = any(one in loop and two in loop for loop in shown.loops)
    tone = "error" if looped else "success" if shown.nodes[two].kind in _FLOWS else "answer"
    start = here.x + WIDTH, here.y + ARRIVAL
    way = routes.way(Ends(start, (there.x, there.y + ARRIVAL), two))
    dash = ' stroke-dasharray="5 3"' if looped else ""
    return f'<path class="line s-{tone}" marker-end="url(#to-{tone})" d="{way}"{dash}/>'


def _node(node: MapNode, place: Position) -> str:
    """One part of the map."""
    x, y = place
    word, tone = KINDS[node.kind]
    if not node.known:
        word += " (not among these)"
    edge = "" if node.known else ' stroke-dasharray="4 3"'
    title = fitted(node.title, WIDTH - 24, 13 * BOLD)
    return (
        f'<g><title>{safe(node.title)}</title><rect class="card" x="{x}" y="{y}" '
        f'width="{WIDTH}" height="{_HEIGHT}" rx="8"{edge}/>'
        f'<rect class="f-{tone if tone in COLOURS else "Other"}" x="{x}" y="{y}" width="6" '
        f'height="{_HEIGHT}" rx="3"/>{text(x + 16, y + 22, title, 13, "ink b")}'
        f"{text(x + 16, y + 39, word, 11, 'soft')}</g>"
    )
