/** Free room on the canvas, so that nothing new covers what is there. */

import { sizes } from "../api/sizes";
import type { Spot } from "../api/types";
import { useCanvas } from "./store";

/** About how high a block is that the server has not drawn yet. */
const HEIGHT = 140;
const TRIES = 60;

/** Whether a new block at a place would touch something. */
function isTaken({ x, y }: Spot): boolean {
  const { width, step } = sizes();
  return useCanvas.getState().nodes.some(({ position, ...node }) => {
    const across = position.x < x + width + step && x < position.x + (node.width ?? 0) + step;
    return across && position.y < y + HEIGHT + step && y < position.y + (node.height ?? 0) + step;
  });
}

/** The free place that is nearest to the wanted one, below or above it, else further right. */
export function freeSpot({ x, y }: Spot): Spot {
  const { width, columnGap, step } = sizes();
  for (let column = 0; column < TRIES; column++) {
    const across = x + column * (width + columnGap);
    for (let row = 0; row < TRIES; row++) {
      const by = Math.ceil(row / 2) * 3 * step;
      const spot = { x: across, y: row % 2 ? y + by : y - by };
      if (!isTaken(spot)) return spot;
    }
  }
  return { x, y };
}
