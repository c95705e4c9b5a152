/** Moves the window on the canvas: whole flow, one block, zoom, a place for new blocks. */

import { getNodesBounds, type Rect, type Viewport } from "@xyflow/react";
import type { Spot } from "../api/types";
import { drawn, focusOn, frames } from "../parts/focusing";
import { usePanels } from "../parts/open_panels";
import type { CanvasNode } from "./nodes";
import { select, useCanvas } from "./store";

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const duration = () => (calm() ? 0 : 200);

const MARGIN = 120;

interface Size {
  width: number;
  height: number;
}

/** The part of the canvas, in its own units, that the window is to show. */
interface Seen extends Spot {
  zoom: number;
}

/** How large everything can be drawn in a window, at most as it is. */
const fitting = (width: number, height: number, bounds: Rect) =>
  Math.min(width / (bounds.width + MARGIN), height / (bounds.height + MARGIN), 1);

/** The whole flow in the middle of a window. */
function whole(width: number, height: number, bounds: Rect): Seen {
  const zoom = fitting(width, height, bounds);
  const x = bounds.x + bounds.width / 2 - width / 2 / zoom;
  return { x, y: bounds.y + bounds.height / 2 - height / 2 / zoom, zoom };
}

const hides = (corner: Spot, { x, y, zoom }: Seen, { position, ...node }: CanvasNode) =>
  (position.x + (node.width ?? 0) - x) * zoom > corner.x &&
  (position.y + (node.height ?? 0) - y) * zoom > corner.y;

/** The map's size with its border, and how far it is from the window's corner. */
const MAP = { width: 162, height: 112, gap: 15 };
/** Smaller windows show no map; the CSS has the same size. */
const MAPPED = { width: 480, height: 280 };

/** The corner that the map takes of a window. */
function mapCorner(width: number, height: number): Spot | null {
  if (width <= MAPPED.width || height <= MAPPED.height) return null;
  return { x: width - MAP.width - MAP.gap, y: height - MAP.height - MAP.gap };
}

/** The whole flow in a window, beside its map or above it where the map would hide a block. */
function clearOfMap(
  { width, height }: Size,
  corner: Spot | null,
  nodes: readonly CanvasNode[],
  bounds: Rect,
): Seen {
  const seen = whole(width, height, bounds);
  if (!corner || !nodes.some((node) => hides(corner, seen, node))) return seen;
  const [beside, above] = [whole(corner.x, height, bounds), whole(width, corner.y, bounds)];
  return beside.zoom > above.zoom ? beside : above;
}

const viewportOf = ({ x, y, zoom }: Seen) => ({ x: -x * zoom, y: -y * zoom, zoom });

export async function showAll() {
  const { flow, nodes } = useCanvas.getState();
  const area = document.querySelector(".react-flow");
  if (!flow || nodes.length === 0 || !area) return;
  const map = area.querySelector(".react-flow__minimap")?.getBoundingClientRect();
  const around = area.getBoundingClientRect();
  const corner = map?.width ? { x: map.left - around.left, y: map.top - around.top } : null;
  const seen = clearOfMap(around, corner, nodes, getNodesBounds([...nodes]));
  await flow.setViewport(viewportOf(seen), { duration: duration() });
}

const READABLE = 0.7;
/** How far from the left edge the entry is, in pixels. */
const BEFORE = 48;

/** Where a window begins that shows what is wanted, and no emptiness beyond the flow. */
function within(wanted: number, size: number, start: number, length: number): number {
  const [first, last] = [start - MARGIN / 2, start + length + MARGIN / 2 - size];
  return last < first ? (first + last) / 2 : Math.min(Math.max(wanted, first), last);
}

/**
 * The beginning of a flow, as large as can be read; the whole of it where that is possible: left of
 * the properties, which unfold later, if there is room for it.
 */
function beginning(nodes: readonly CanvasNode[], { width, height }: Size): Seen {
  const bounds = getNodesBounds([...nodes]);
  const { sideOpen, sideWidth } = usePanels.getState();
  const left = sideOpen ? width : width - sideWidth;
  if (fitting(left, height, bounds) >= READABLE) return whole(left, height, bounds);
  if (fitting(width, height, bounds) >= READABLE)
    return clearOfMap({ width, height }, mapCorner(width, height), nodes, bounds);
  const entry = nodes[0]?.position ?? bounds;
  const [wide, high] = [width / READABLE, height / READABLE];
  const x = within(entry.x - BEFORE / READABLE, wide, bounds.x, bounds.width);
  const y = within(entry.y - high / 2, high, bounds.y, bounds.height);
  return { x, y, zoom: READABLE };
}

/** What a window shows first: a block in its middle, or the beginning of the flow. */
export function firstSeen(nodes: readonly CanvasNode[], size: Size, block: string): Viewport {
  if (nodes.length === 0) return viewportOf({ x: 0, y: 0, zoom: 1 });
  const seen = beginning(nodes, size);
  const node = nodes.find((each) => each.id === block);
  if (!node) return viewportOf(seen);
  const zoom = Math.max(seen.zoom, READABLE);
  const x = node.position.x + ((node.width ?? 0) - size.width / zoom) / 2;
  const y = node.position.y + ((node.height ?? 0) - size.height / zoom) / 2;
  return viewportOf({ x, y, zoom });
}

export function zoomTo(zoom: number) {
  useCanvas.getState().flow?.zoomTo(zoom, { duration: duration() });
}

export const zoomIn = () => useCanvas.getState().flow?.zoomIn({ duration: duration() });
export const zoomOut = () => useCanvas.getState().flow?.zoomOut({ duration: duration() });

/** After which the window stands still: a focus while it moves would move it elsewhere. */
const SETTLES = 60;

/** Selects a block, brings it into the window, and gives it the focus. */
export function goTo(id: string, focus = true) {
  const { flow, nodes } = useCanvas.getState();
  const node = nodes.find((each) => each.id === id);
  if (!flow || !node) return;
  select([id]);
  const zoom = Math.max(flow.getZoom(), READABLE);
  const x = node.position.x + (node.width ?? 0) / 2;
  const y = node.position.y + (node.height ?? 0) / 2;
  flow.setCenter(x, y, { zoom, duration: duration() });
  if (focus) focusSoon(id);
}

/** Selects a block that was just added, and moves the window only if it is not wholly in it. */
export function show(id: string, focus: boolean) {
  select([id]);
  bring(id);
  if (focus) focusSoon(id);
}

function focusSoon(id: string) {
  const focused = document.activeElement;
  setTimeout(() => void focusOn(nodeOf(id), focused), duration() + SETTLES);
}

/** Brings a block into the window, as large as things are now, where it is not wholly in it. */
export function bring(id: string) {
  const { flow, nodes } = useCanvas.getState();
  const node = nodes.find((each) => each.id === id);
  const area = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (!flow || !node || !area) return;
  const { x, y } = node.position;
  const [width, height] = [node.width ?? 0, node.height ?? 0];
  const start = flow.flowToScreenPosition({ x, y });
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  const inside = start.x >= area.left && start.y >= area.top && end.x <= area.right;
  if (!inside || end.y > area.bottom) centre({ x: x + width / 2, y: y + height / 2 });
}

/**
 * Brings blocks into the window, smaller if need be, where they are not wholly in it; after the
 * next frame, since the properties may unfold with their selection.
 */
export async function showBlocks(ids: readonly string[]) {
  await frames(1);
  const { flow, nodes } = useCanvas.getState();
  const area = document.querySelector(".react-flow")?.getBoundingClientRect();
  const chosen = nodes.filter((node) => ids.includes(node.id));
  if (!flow || !area || chosen.length === 0) return;
  const { x, y, width, height } = flow.getNodesBounds(chosen);
  const start = flow.flowToScreenPosition({ x, y });
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  const before = start.x >= area.left && start.y >= area.top;
  if (before && end.x <= area.right && end.y <= area.bottom) return;
  const room = Math.min(area.width / (width + MARGIN), area.height / (height + MARGIN));
  const zoom = Math.min(room, flow.getZoom());
  flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: duration() });
}

/** The middle of what is seen. */
export function middle(): Spot {
  const { flow } = useCanvas.getState();
  const area = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (!flow || !area) return { x: 0, y: 0 };
  return flow.screenToFlowPosition({
    x: area.left + area.width / 2,
    y: area.top + area.height / 2,
  });
}

/** Shows a place in the middle of the window, as large as things are now. */
export function centre({ x, y }: Spot) {
  const { flow } = useCanvas.getState();
  flow?.setCenter(x, y, { zoom: flow.getZoom(), duration: duration() });
}

export const nodeOf = (id: string) => `.react-flow__node[data-id="${CSS.escape(id)}"]`;

/** Something of a block or note that was just added, as soon as it is drawn. */
export const partOf = (id: string, part: string) => drawn(`${nodeOf(id)} ${part}`);
