/** Putting a block of the palette on the canvas, or into a link. */

import type { DragEvent } from "react";
import { sizes } from "../api/sizes";
import type { Command, PaletteBlock, Spot } from "../api/types";
import { blockOf } from "../document/edits";
import { newId } from "../document/ids";
import { useDocument } from "../document/store";
import { perform } from "../document/sync";
import { branchOf, type LinkEdge } from "./edges";
import { ENTRY, isBlock } from "./nodes";
import { freeSpot } from "./room";
import { keepQuiet, leave, soleBlock, useCanvas } from "./store";
import { middle, show } from "./window";

/** What a dragged block of the palette is called among the things that can be dragged. */
export const BLOCK_TYPE = "application/x-flowport-block";

const whole = (spot: Spot): Spot => {
  const { step } = sizes();
  return { x: Math.round(spot.x / step) * step, y: Math.round(spot.y / step) * step };
};

function linkUnder(at: Spot): LinkEdge | undefined {
  const ids = document
    .elementsFromPoint(at.x, at.y)
    .map((element) => element.closest<SVGElement>(".react-flow__edge")?.dataset.id);
  const id = ids.find((each) => each !== undefined);
  return useCanvas.getState().edges.find((edge) => edge.id === id);
}

export interface Origin {
  block: string;
  branch: string;
}

/**
 * Adds a block, which the caller shows; `from` leads a branch to it, `splice` leads it on to where
 * that branch led.
 */
export async function add(block: string, place: Spot, from?: Origin | null, splice = false) {
  const id = newId();
  const command: Command = { kind: "add", id, block, ...whole(place) };
  if (from) Object.assign(command, { from, ...(splice ? { splice } : {}) });
  leave(useDocument.getState().inspected);
  keepQuiet(id);
  const done = perform(command, id);
  if (!blockOf(id)) await done;
  return id;
}

/** Where a click adds a block: right of the selected one, at its first open branch. */
function beside(): { place: Spot; from: Origin | null } {
  const { nodes } = useCanvas.getState();
  const { width, columnGap } = sizes();
  const chosen = nodes.find((node) => node.id === soleBlock(nodes));
  const entry = nodes.find((node) => node.id === ENTRY);
  const after = chosen ?? (nodes.some(isBlock) ? null : entry);
  if (!after) {
    const at = middle();
    return { place: { x: at.x - width / 2, y: at.y - 40 }, from: null };
  }
  const { x, y } = after.position;
  const place = { x: x + (after.width ?? width) + columnGap, y };
  const open = isBlock(after) ? after.data.block.branches.find((each) => !each.connected) : null;
  return { place, from: open ? { block: after.id, branch: open.key } : null };
}

/** Adds a block where there is room, connects it to the selected one, and shows it. */
export async function addAnywhere({ title }: Pick<PaletteBlock, "title">, focus: boolean) {
  const { place, from } = beside();
  show(await add(title, freeSpot(place), from), focus);
}

export function dropped(event: DragEvent) {
  const block = event.dataTransfer.getData(BLOCK_TYPE);
  const { flow } = useCanvas.getState();
  if (!block || !flow) return;
  event.preventDefault();
  const at = { x: event.clientX, y: event.clientY };
  const link = linkUnder(at);
  const spot = flow.screenToFlowPosition(at);
  const place = { x: spot.x - sizes().width / 2, y: spot.y - sizes().arrival };
  void add(block, freeSpot(place), link ? branchOf(link) : null, Boolean(link)).then((id) =>
    show(id, false),
  );
}
