/** Putting a block of the palette on the canvas, or into a link. */

import type { DragEvent } from "react";
import type { Command, PaletteBlock, Spot } from "../api/types";
import { newId } from "../document/ids";
import { perform } from "../document/sync";
import { branchOf, type LinkEdge } from "./edges";
import { sizes } from "./sizes";
import { useCanvas } from "./store";
import { goTo, middle } from "./window";

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

/** Adds a block; `from` leads a branch to it, `splice` leads it on to where that branch led. */
export async function add(block: string, place: Spot, from?: Origin | null, splice = false) {
  const id = newId();
  const command: Command = { kind: "add", id, block, ...whole(place) };
  if (from) Object.assign(command, { from, ...(splice ? { splice } : {}) });
  await perform(command);
  return id;
}

/** Adds a block where there is room, in what is seen. */
export async function addAnywhere({ title }: Pick<PaletteBlock, "title">, focus: boolean) {
  const at = middle();
  const { width, step } = sizes();
  const taken = useCanvas.getState().nodes;
  const place = { x: at.x - width / 2, y: at.y - 40 };
  const close = (x: number, y: number) =>
    taken.some(
      (node) => Math.abs(node.position.x - x) < step && Math.abs(node.position.y - y) < step,
    );
  for (let tries = 0; tries < 40 && close(place.x, place.y); tries++) {
    place.x += 3 * step;
    place.y += 3 * step;
  }
  goTo(await add(title, place), focus);
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
  add(block, place, link ? branchOf(link) : null, Boolean(link));
}
