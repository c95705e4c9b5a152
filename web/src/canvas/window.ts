/** Moves the window on the canvas: whole flow, one block, zoom, a place for new blocks. */

import type { Spot } from "../api/types";
import { drawn, focusOn } from "../parts/focusing";
import { select, useCanvas } from "./store";

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const duration = () => (calm() ? 0 : 200);

const MARGIN = 120;

export async function showAll(animated = true) {
  const { flow, nodes } = useCanvas.getState();
  if (!flow || nodes.length === 0) return;
  const area = document.querySelector(".react-flow");
  const bounds = flow.getNodesBounds(nodes);
  if (!area) return;
  const zoom = Math.min(
    area.clientWidth / (bounds.width + MARGIN),
    area.clientHeight / (bounds.height + MARGIN),
    1,
  );
  await flow.setCenter(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, {
    zoom,
    duration: animated ? duration() : 0,
  });
}

const READABLE = 0.7;

/** The beginning of a flow, as large as can be read; the whole of it where that is possible. */
export async function showStart() {
  const { flow, nodes } = useCanvas.getState();
  const area = document.querySelector(".react-flow");
  if (!flow || nodes.length === 0 || !area) return;
  const bounds = flow.getNodesBounds(nodes);
  const zoom = Math.min(
    area.clientWidth / (bounds.width + MARGIN),
    area.clientHeight / (bounds.height + MARGIN),
    1,
  );
  if (zoom >= READABLE) {
    await showAll(false);
    return;
  }
  const entry = nodes[0]?.position ?? { x: bounds.x, y: bounds.y };
  const y = area.clientHeight / 2 - (entry.y + 120) * READABLE;
  await flow.setViewport({ x: 48 - entry.x * READABLE, y, zoom: READABLE });
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

/** Brings blocks into the window, smaller if need be, where they are not wholly in it. */
export function showBlocks(ids: readonly string[]) {
  const { flow, nodes } = useCanvas.getState();
  const area = document.querySelector(".react-flow")?.getBoundingClientRect();
  const chosen = nodes.filter((node) => ids.includes(node.id));
  if (!flow || !area || chosen.length === 0) return;
  const { x, y, width, height } = flow.getNodesBounds(chosen);
  const start = flow.flowToScreenPosition({ x, y });
  const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
  const before = start.x >= area.left && start.y >= area.top;
  if (before && end.x <= area.right && end.y <= area.bottom) return;
  const fitting = Math.min(area.width / (width + MARGIN), area.height / (height + MARGIN));
  const zoom = Math.min(fitting, flow.getZoom());
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
