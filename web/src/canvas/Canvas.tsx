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
  type Viewport,
} from "@xyflow/react";
import { useLayoutEffect, useRef, useState } from "react";
import { sizes } from "../api/sizes";
import { mayEdit, useDocument } from "../document/store";
import { useDrawn } from "../parts/useDrawn";
import { here } from "../place";
import { useTheme } from "../theme/mode";
import { BlockView, Far } from "./BlockView";
import { deriving } from "./deriving";
import { EntryView } from "./EntryView";
import type { LinkEdge } from "./edges";
import { gestures } from "./gestures";
import { LinkView, Markers } from "./LinkView";
import { NoteView } from "./NoteView";
import type { CanvasNode } from "./nodes";
import { select, useCanvas } from "./store";
import { centre, firstSeen } from "./window";

const nodeTypes = { block: BlockView, note: NoteView, entry: EntryView };
const edgeTypes = { link: LinkView };
const FAR = 0.35;
const PAN_BUTTONS = [0, 1, 2];

const colour = (node: CanvasNode) => {
  if (node.type === "note") return "var(--note-edge)";
  if (node.type === "entry") return "var(--success)";
  return `var(--tone-${node.data.block.category || "Other"})`;
};

function CanvasBackdrop() {
  const snap = useCanvas((state) => state.snap);
  const drawn = useDrawn();
  return (
    <>
      {snap && <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />}
      {drawn && (
        <MiniMap<CanvasNode>
          pannable
          zoomable
          onClick={(_, spot) => centre(spot)}
          nodeColor={colour}
          nodeBorderRadius={20}
          ariaLabel="Map of the flow"
        />
      )}
    </>
  );
}

const isFar = (state: { transform: [number, number, number] }) => state.transform[2] < FAR;

/**
 * Gives React Flow its nodes and its window before it draws, so that it draws once and at the right
 * place. It measures what it mounts, and forgets the handles that we gave; boxes seen from afar
 * have none to measure, and their links would vanish. Sizes are known, so nothing is measured.
 */
function useFirstDrawing() {
  const store = useStoreApi();
  const space = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Viewport | null>(null);
  useLayoutEffect(() => {
    const stop = deriving();
    const { clientWidth: width = 0, clientHeight: height = 0 } = space.current ?? {};
    const size = { width, height };
    if (here().block) select([here().block]);
    const { nodes, edges } = useCanvas.getState();
    const viewport = firstSeen(nodes, size, here().block);
    const { setNodes, setEdges } = store.getState();
    store.setState({ ...size, updateNodeInternals: () => undefined });
    store.setState({ transform: [viewport.x, viewport.y, viewport.zoom] });
    setNodes(nodes);
    setEdges(edges);
    setSeen(viewport);
    return stop;
  }, [store]);
  return { space, seen };
}

const begun = (flow: ReactFlowInstance<CanvasNode, LinkEdge>) => useCanvas.setState({ flow });

function Flow({ seen }: { seen: Viewport }) {
  const far = useStore(isFar);
  const { nodes, edges, snap, arranging } = useCanvas();
  const editable = useDocument(mayEdit);
  const mode = useTheme((state) => state.mode);
  const step = sizes().step;
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
        className={`${far ? "is-far" : ""} ${arranging ? "is-arranging" : ""}`}
        minZoom={0.08}
        maxZoom={2}
        defaultViewport={seen}
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
        onInit={begun}
        {...gestures}
      >
        <CanvasBackdrop />
      </ReactFlow>
    </Far.Provider>
  );
}

export function Canvas() {
  const { space, seen } = useFirstDrawing();
  return (
    <div className="canvas-space" ref={space}>
      {seen && <Flow seen={seen} />}
    </div>
  );
}
