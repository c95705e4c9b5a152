/** Keeps the canvas's nodes and edges those of the view. */

import { named } from "../document/named";
import { useDocument } from "../document/store";
import { edgesOf } from "./edges";
import { type Badge, type CanvasNode, isBlock, nodesOf } from "./nodes";
import { type Area, Routes } from "./routes";
import { topLinks, topMarks, useCanvas } from "./store";

function badges(): Map<string, Badge> {
  const { fresh } = useCanvas.getState();
  const found = new Map<string, Badge>();
  for (const { block, severity } of useDocument.getState().said?.findings ?? []) {
    if (!block || severity === "info" || fresh.has(block)) continue;
    const badge = found.get(block) ?? { errors: 0, warnings: 0 };
    badge[severity === "error" ? "errors" : "warnings"] += 1;
    found.set(block, badge);
  }
  return found;
}

const areasOf = (nodes: readonly CanvasNode[]) =>
  nodes.filter(isBlock).map(({ position: { x, y }, width = 0, height = 0 }): Area => {
    return [x, y, x + width, y + height];
  });

const known = new WeakMap<Routes, string>();

/** The ways among blocks; the same object as before where no block has moved. */
function routesOf(nodes: readonly CanvasNode[], before: Routes): Routes {
  const areas = areasOf(nodes);
  const key = areas.join(" ");
  if (known.get(before) === key) return before;
  const routes = new Routes(areas);
  known.set(routes, key);
  return routes;
}

function derive() {
  const { view, said } = useDocument.getState();
  if (!view) return;
  const canvas = useCanvas.getState();
  const [marks, found] = [topMarks(canvas), badges()];
  const dress = (id: string) => ({
    badge: found.get(id) ?? null,
    mark: marks.get(id) ?? ("" as const),
    unfolded: canvas.unfolded.has(id),
  });
  const nodes = nodesOf(named(view, said?.references ?? []), dress, canvas.nodes);
  const edges = edgesOf(view, canvas.edges, topLinks(canvas));
  useCanvas.setState({ nodes, edges, routes: routesOf(nodes, canvas.routes) });
}

/** What nodes and edges are made of. */
function sources(): unknown[] {
  const [{ view, said }, canvas] = [useDocument.getState(), useCanvas.getState()];
  const painted = [topMarks(canvas), topLinks(canvas), canvas.unfolded, canvas.fresh];
  return [view, said?.findings, said?.references, ...painted];
}

/** Makes nodes and edges now, and again with each change, until it is stopped. */
export function deriving(): () => void {
  let known: unknown[] = [];
  const look = () => {
    const now = sources();
    if (now.every((each, index) => each === known[index])) return;
    known = now;
    derive();
  };
  look();
  const stops = [useDocument.subscribe(look), useCanvas.subscribe(look)];
  return () => {
    for (const stop of stops) stop();
  };
}
