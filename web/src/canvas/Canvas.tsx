/** The canvas. It shows the view and turns gestures into commands; it knows nothing of a flow. */

import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  type ReactFlowInstance,
  SelectionMode,
  useStore,
  useStoreApi,
} from "@xyflow/react";
import { useEffect, useMemo, useState } from "react";
import { sizes } from "../api/sizes";
import { named } from "../document/named";
import { mayEdit, useDocument } from "../document/store";
import { frames } from "../parts/focusing";
import { here } from "../place";
import { useTheme } from "../theme/mode";
import { BlockView, Far } from "./BlockView";
import { EntryView } from "./EntryView";
import { edgesOf, type LinkEdge } from "./edges";
import { gestures } from "./gestures";
import { LinkView, Markers } from "./LinkView";
import { NoteView } from "./NoteView";
import { type Badge, type CanvasNode, isBlock, nodesOf } from "./nodes";
import { type Area, Routes } from "./routes";
import { topLinks, topMarks, useCanvas } from "./store";
import { centre, goTo, showStart } from "./window";

const nodeTypes = { block: BlockView, note: NoteView, entry: EntryView };
const edgeTypes = { link: LinkView };
const FAR = 0.35;
const PAN_BUTTONS = [0, 1, 2];

function useDerived() {
  const view = useDocument((state) => state.view);
  const findings = useDocument((state) => state.said?.findings);
  const references = useDocument((state) => state.said?.references);
  const marks = useCanvas(topMarks);
  const links = useCanvas(topLinks);
  const unfolded = useCanvas((state) => state.unfolded);
  const fresh = useCanvas((state) => state.fresh);
  const badges = useMemo(() => {
    const found = new Map<string, Badge>();
    for (const { block, severity } of findings ?? []) {
      if (!block || severity === "info" || fresh.has(block)) continue;
      const badge = found.get(block) ?? { errors: 0, warnings: 0 };
      badge[severity === "error" ? "errors" : "warnings"] += 1;
      found.set(block, badge);
    }
    return found;
  }, [findings, fresh]);
  useEffect(() => {
    if (!view) return;
    const shown = named(view, references ?? []);
    const dress = (id: string) => ({
      badge: badges.get(id) ?? null,
      mark: marks.get(id) ?? ("" as const),
      unfolded: unfolded.has(id),
    });
    useCanvas.setState(({ nodes, edges, routes }) => {
      const now = nodesOf(shown, dress, nodes);
      return { nodes: now, edges: edgesOf(view, edges, links), routes: routesOf(now, routes) };
    });
  }, [view, references, badges, marks, links, unfolded]);
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

const colour = (node: CanvasNode) => {
  if (node.type === "note") return "var(--note-edge)";
  if (node.type === "entry") return "var(--success)";
  return `var(--tone-${node.data.block.category || "Other"})`;
};

function Contents() {
  const snap = useCanvas((state) => state.snap);
  return (
    <>
      {snap && <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />}
      <MiniMap<CanvasNode>
        pannable
        zoomable
        onClick={(_, spot) => centre(spot)}
        nodeColor={colour}
        nodeBorderRadius={20}
        ariaLabel="Map of the flow"
      />
    </>
  );
}

/**
 * React Flow measures what it mounts, and forgets the handles that we gave; boxes seen from afar
 * have none to measure, and their links would vanish. Sizes are known, so nothing is measured.
 */
function useNothingMeasured() {
  const store = useStoreApi();
  useState(() => store.setState({ updateNodeInternals: () => undefined }));
}

const isFar = (state: { transform: [number, number, number] }) => state.transform[2] < FAR;

export function Canvas() {
  useNothingMeasured();
  useDerived();
  const { nodes, edges, snap, arranging } = useCanvas();
  const editable = useDocument(mayEdit);
  const far = useStore(isFar);
  const mode = useTheme((state) => state.mode);
  const step = sizes().step;
  // Blocks are shown once the window is placed: before, a click would miss what moves away.
  const [placed, setPlaced] = useState(false);
  const start = async (flow: ReactFlowInstance<CanvasNode, LinkEdge>) => {
    useCanvas.setState({ flow });
    await showStart();
    if (here().block) goTo(here().block, false);
    await frames(2); // what came into the window is mounted, and hears clicks
    setPlaced(true);
  };
  return (
    <Far.Provider value={far}>
      <Markers />
      <ReactFlow<CanvasNode, LinkEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onlyRenderVisibleElements
        colorMode={mode}
        className={`${far ? "is-far" : ""} ${placed ? "" : "is-placing"} ${arranging ? "is-arranging" : ""}`}
        minZoom={0.08}
        maxZoom={2}
        snapToGrid={snap}
        snapGrid={[step, step]}
        nodesDraggable={editable}
        nodesConnectable={editable}
        edgesReconnectable={editable}
        connectionRadius={30}
        connectOnClick={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={["Control", "Meta"]}
        selectionKeyCode={["Shift", "Control", "Meta"]}
        selectionMode={SelectionMode.Partial}
        panOnDrag={PAN_BUTTONS}
        panOnScroll
        zoomOnDoubleClick={false}
        elevateNodesOnSelect
        fitViewOptions={{ padding: 0.06 }}
        onInit={start}
        {...gestures}
      >
        <Contents />
      </ReactFlow>
    </Far.Provider>
  );
}
