/** The lines that links are drawn with, as in Flowport's pictures (flowport.render.paths). */

import { sizes } from "../api/sizes";
import type { Spot } from "../api/types";

const at = ({ x, y }: Spot) => `${x},${y}`;

function toward(here: Spot, there: Spot): Spot {
  const across = there.x - here.x;
  const down = there.y - here.y;
  const length = Math.abs(across) + Math.abs(down);
  const share = length ? Math.min(sizes().links.corner / length, 0.5) : 0;
  return { x: here.x + across * share, y: here.y + down * share };
}

/** A line through points with rounded corners. */
export function rounded(points: readonly Spot[]): string {
  const parts = [`M${at(points[0] as Spot)}`];
  for (let index = 1; index < points.length - 1; index++) {
    const [before, here, after] = points.slice(index - 1, index + 2) as [Spot, Spot, Spot];
    parts.push(`L${at(toward(here, before))} Q${at(here)} ${at(toward(here, after))}`);
  }
  return [...parts, `L${at(points.at(-1) as Spot)}`].join(" ");
}

/** The points that pull a curve level at both ends. */
function pulls(from: Spot, to: Spot): [Spot, Spot] {
  const bend = Math.min(Math.max((to.x - from.x) / 2, 24), 140);
  return [
    { x: from.x + bend, y: from.y },
    { x: to.x - bend, y: to.y },
  ];
}

/** A curve from a branch to the left edge of a block that stands further right. */
export function curve(from: Spot, to: Spot): string {
  const [first, last] = pulls(from, to);
  return `M${at(from)} C${at(first)} ${at(last)} ${at(to)}`;
}

/** The points of that curve between its ends, in so many equal steps. */
export function* bezier(from: Spot, to: Spot, steps: number): Generator<Spot> {
  const [first, last] = pulls(from, to);
  for (let step = 1; step < steps; step++) {
    const share = step / steps;
    const rest = 1 - share;
    const [one, two] = [rest ** 3, 3 * rest ** 2 * share];
    const [three, four] = [3 * rest * share ** 2, share ** 3];
    yield {
      x: one * from.x + two * first.x + three * last.x + four * to.x,
      y: one * from.y + two * first.y + three * last.y + four * to.y,
    };
  }
}
