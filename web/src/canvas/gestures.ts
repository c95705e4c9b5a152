/** What the mouse does on the canvas, as commands. */

import {
  applyEdgeChanges,
  applyNodeChanges,
  type Connection,
  type FinalConnectionState,
  type NodeChange,
  type ReactFlowProps,
} from "@xyflow/react";
import type { MouseEvent as ReactMouseEvent } from "react";
import { sizes } from "../api/sizes";
import type { Command, Spot } from "../api/types";
import { useDocument } from "../document/store";
import { perform } from "../document/sync";
import { showPanel } from "../parts/open_panels";
import { BLOCK_TYPE, dropped } from "./drop";
import { branchOf, type LinkEdge } from "./edges";
import { type CanvasNode, ENTRY, NOTE } from "./nodes";
import { type Menu, select, useCanvas } from "./store";

type Gestures = Partial<ReactFlowProps<CanvasNode, LinkEdge>>;

/** Where things have been put, of all that the view has elsewhere. */
function moves(changes: NodeChange<CanvasNode>[]): Command | null {
  const { view } = useDocument.getState();
  if (!view) return null;
  const blocks = new Map(view.blocks.map((block) => [block.id, block]));
  const notes = new Map(view.annotations.map((note) => [NOTE + note.id, note]));
  const positions: Record<string, Spot> = {};
  const annotations: Record<string, Spot> = {};
  let entry: Spot | undefined;
  for (const change of changes) {
    if (change.type !== "position" || change.dragging !== false || !change.position) continue;
    const spot = { x: Math.round(change.position.x), y: Math.round(change.position.y) };
    const before = blocks.get(change.id) ?? notes.get(change.id) ?? view.entry;
    if (before.x === spot.x && before.y === spot.y) continue;
    if (change.id === ENTRY) entry = spot;
    else if (notes.has(change.id)) annotations[change.id.slice(NOTE.length)] = spot;
    else positions[change.id] = spot;
  }
  const moved = Object.keys(positions).length > 0;
  const noted = Object.keys(annotations).length > 0;
  if (!moved && !noted && !entry) return null;
  return {
    kind: "move",
    ...(moved ? { positions } : {}),
    ...(noted ? { annotations } : {}),
    ...(entry ? { entry } : {}),
  };
}

function connect({ source, sourceHandle, target }: Connection) {
  if (target === ENTRY) return;
  perform({ kind: "connect", ...branchOf({ source, sourceHandle }), target });
}

const pointOf = (event: MouseEvent | TouchEvent): Spot => {
  const from = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: from?.clientX ?? 0, y: from?.clientY ?? 0 };
};

function ended(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
  const { flow } = useCanvas.getState();
  if (state.toNode || !state.fromNode || !flow || state.fromHandle?.type !== "source") return;
  const at = pointOf(event);
  const from = branchOf({ source: state.fromNode.id, sourceHandle: state.fromHandle.id ?? null });
  const place = flow.screenToFlowPosition(at);
  useCanvas.setState({ quick: { at, place: { x: place.x, y: place.y - sizes().arrival }, from } });
}

/** Opens the menu of something, which is selected first if it was not. */
function offer(event: ReactMouseEvent | MouseEvent, of: Menu["of"]) {
  event.preventDefault();
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  useCanvas.setState({ menu: { at: { x: event.clientX, y: event.clientY }, of, focused } });
}

export const gestures: Gestures = {
  onNodesChange: (changes) => {
    useCanvas.setState(({ nodes }) => ({ nodes: applyNodeChanges(changes, nodes) }));
    const command = moves(changes);
    if (command) perform(command);
  },
  onEdgesChange: (changes) =>
    useCanvas.setState(({ edges }) => ({ edges: applyEdgeChanges(changes, edges) })),
  onConnect: connect,
  onReconnect: (old, connection) => {
    const same = old.source === connection.source && old.sourceHandle === connection.sourceHandle;
    if (!same) {
      const cut: Command = { kind: "disconnect", ...branchOf(old) };
      const made: Command = { kind: "connect", ...branchOf(connection), target: connection.target };
      perform({ kind: "all", commands: [cut, made] });
    } else if (old.target !== connection.target) connect(connection);
  },
  onConnectEnd: ended,
  isValidConnection: ({ target }) => target !== ENTRY && !target?.startsWith(NOTE),
  onNodeDoubleClick: (_, node) => {
    if (node.type === "block") showPanel("properties");
  },
  onNodeContextMenu: (event, node) => {
    if (!node.selected) select([node.id]);
    offer(event, node.type === "note" ? "note" : "block");
  },
  onEdgeContextMenu: (event, edge) => {
    select([edge.id]);
    offer(event, "link");
  },
  onSelectionContextMenu: (event) => offer(event, "block"),
  onPaneContextMenu: (event) => offer(event, "canvas"),
  onPaneClick: () => useCanvas.setState({ quick: null }),
  onMouseMove: (event) => useCanvas.setState({ pointer: { x: event.clientX, y: event.clientY } }),
  onDragOver: (event) => {
    if (!event.dataTransfer.types.includes(BLOCK_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  },
  onDrop: dropped,
};
