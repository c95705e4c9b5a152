/** The ways that links take, drawn as in Flowport's pictures (flowport.render.paths). */

import type { Spot } from "../api/types";

const ASIDE = 22;
const ABOVE = 14;
const CORNER = 8;

const at = ({ x, y }: Spot) => `${x},${y}`;

function toward(here: Spot, there: Spot): Spot {
  const across = there.x - here.x;
  const down = there.y - here.y;
  const length = Math.abs(across) + Math.abs(down);
  const share = length ? Math.min(CORNER / length, 0.5) : 0;
  return { x: here.x + across * share, y: here.y + down * share };
}

function rounded(points: Spot[]): string {
  const parts = [`M${at(points[0] as Spot)}`];
  for (let index = 1; index < points.length - 1; index++) {
    const [before, here, after] = points.slice(index - 1, index + 2) as [Spot, Spot, Spot];
    parts.push(`L${at(toward(here, before))} Q${at(here)} ${at(toward(here, after))}`);
  }
  return [...parts, `L${at(points.at(-1) as Spot)}`].join(" ");
}

/** The way from a branch to the left edge of a block whose upper edge is at `top`. */
export function linkPath(from: Spot, to: Spot, top: number): string {
  if (to.x - from.x >= ASIDE) {
    const bend = Math.min(Math.max((to.x - from.x) / 2, 24), 140);
    return `M${at(from)} C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${at(to)}`;
  }
  const lane = top - ABOVE;
  return rounded([
    from,
    { x: from.x + ASIDE, y: from.y },
    { x: from.x + ASIDE, y: lane },
    { x: to.x - ASIDE, y: lane },
    { x: to.x - ASIDE, y: to.y },
    to,
  ]);
}
