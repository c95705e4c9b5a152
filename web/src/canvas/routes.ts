/**
 * The ways that links take round the blocks between their ends, as in Flowport's pictures
 * (flowport.render.routes), but each by itself: two links may share a lane.
 */

import type { Spot } from "../api/types";
import { ABOVE, ASIDE, bezier, curve, rounded } from "./path";

/** Left, top, right and bottom of a block. */
export type Area = readonly [left: number, top: number, right: number, bottom: number];

/** How far beside a block lanes may run, and above or below one channels; the usual ones first. */
const LANES = [ASIDE, 14, 30, 38, 46];
const CHANNELS = [14, 22, 9, 30];
/** How near to a block a link may come. */
const CLEAR = 5;
/** What a link behind a block costs, and a bend, in pixels of way. */
const HIDDEN = 3000;
const BEND = 15;
/** The most channels that are tried for one link. */
const TRIED = 60;
/** How far around its ends a link looks for channels; then three times as far. */
const REACH = 300;
const FAR = 3000;
/** The side of the squares by which blocks are found that stand near. */
const CELL = 300;

const cell = (at: number) => Math.floor(at / CELL);
const span = (one: number, other: number) => (one < other ? [one, other] : [other, one]);

function waypoints(from: Spot, to: Spot, channel: number, leaves: number, arrives: number): Spot[] {
  const first = from.x + leaves;
  const last = to.x - arrives;
  const corners = [
    from,
    { x: first, y: from.y },
    { x: first, y: channel },
    { x: last, y: channel },
    { x: last, y: to.y },
    to,
  ];
  return corners.filter((point, index) => {
    const before = corners[index - 1];
    return !before || point.x !== before.x || point.y !== before.y;
  });
}

function lengthOf(points: readonly Spot[]): number {
  let total = 0;
  points.forEach((point, index) => {
    const before = points[index - 1] ?? point;
    total += Math.abs(point.x - before.x) + Math.abs(point.y - before.y);
  });
  return total;
}

export class Routes {
  readonly #cells = new Map<string, Area[]>();

  constructor(areas: Iterable<Area>) {
    for (const [left, top, right, bottom] of areas) {
      const wide: Area = [left - CLEAR, top - CLEAR, right + CLEAR, bottom + CLEAR];
      for (let x = cell(wide[0]); x <= cell(wide[2]); x++)
        for (let y = cell(wide[1]); y <= cell(wide[3]); y++) {
          const key = `${x}/${y}`;
          const known = this.#cells.get(key);
          if (known) known.push(wide);
          else this.#cells.set(key, [wide]);
        }
    }
  }

  /** The way of a link as SVG path data. */
  way(from: Spot, to: Spot): string {
    if (to.x - from.x >= ASIDE && this.#isFree(from, to)) return curve(from, to);
    return rounded(this.#angular(from, to));
  }

  /** Whether no block is in the way of a curve. */
  #isFree(from: Spot, to: Spot): boolean {
    const steps = Math.max(12, Math.floor((to.x - from.x + Math.abs(to.y - from.y)) / 24));
    for (const { x, y } of bezier(from, to, steps)) {
      if (x <= from.x + CLEAR || x >= to.x - CLEAR) continue;
      const near = this.#cells.get(`${cell(x)}/${cell(y)}`) ?? [];
      for (const area of near)
        if (area[0] < x && x < area[2] && area[1] < y && y < area[3]) return false;
    }
    return true;
  }

  /** The best way of straight pieces: first its channel, then its two lanes. */
  #angular(from: Spot, to: Spot): Spot[] {
    let best = { channel: to.y - ABOVE, leaves: ASIDE, arrives: ASIDE };
    let points = waypoints(from, to, best.channel, ASIDE, ASIDE);
    let cost = this.#cost(points, from, to);
    const look = (others: Iterable<Partial<typeof best>>) => {
      const base = best;
      for (const other of others) {
        const way = { ...base, ...other };
        const found = waypoints(from, to, way.channel, way.leaves, way.arrives);
        if (lengthOf(found) >= cost) continue;
        const price = this.#cost(found, from, to);
        if (price < cost) [best, points, cost] = [way, found, price];
      }
    };
    look(this.#channels(from, to).map((channel) => ({ channel })));
    look(LANES.map((leaves) => ({ leaves })));
    look(LANES.map((arrives) => ({ arrives })));
    return points;
  }

  /** The heights at which a link may run along, those with the shortest way first. */
  #channels(from: Spot, to: Spot): number[] {
    const [left = 0, right = 0] = span(from.x + ASIDE, to.x - ASIDE);
    const [top = 0, bottom = 0] = span(from.y, to.y);
    const found = new Set(to.x - from.x > 2 * ASIDE ? [from.y, to.y] : []);
    for (let reach = REACH; found.size < TRIED && reach <= FAR; reach *= 3)
      for (const [, above, , below] of this.#near(left, top - reach, right, bottom + reach))
        for (const gap of CHANNELS) found.add(above + CLEAR - gap).add(below - CLEAR + gap);
    const extra = (at: number) => Math.abs(at - from.y) + Math.abs(at - to.y);
    return [...found].sort((one, other) => extra(one) - extra(other)).slice(0, TRIED);
  }

  /** How long a way is, with what bends and blocks on it cost. */
  #cost(points: readonly Spot[], from: Spot, to: Spot): number {
    let total = lengthOf(points) + BEND * points.length;
    points.forEach((point, index) => {
      const before = points[index - 1];
      if (before) total += HIDDEN * this.#hidden(before, point, from, to);
    });
    return total;
  }

  /** How many blocks a straight piece runs behind, beside those that it begins and ends at. */
  #hidden(one: Spot, other: Spot, from: Spot, to: Spot): number {
    let [left = 0, right = 0] = span(one.x, other.x);
    const [top = 0, bottom = 0] = span(one.y, other.y);
    if (left === from.x || left === to.x) left += CLEAR + 1;
    if (right === from.x || right === to.x) right -= CLEAR + 1;
    let count = 0;
    for (const area of this.#near(left, top, right, bottom))
      if (area[0] < right && left < area[2] && area[1] < bottom && top < area[3]) count++;
    return count;
  }

  /** The blocks in the squares that an area touches, each once. */
  #near(left: number, top: number, right: number, bottom: number): Set<Area> {
    const found = new Set<Area>();
    const columns = cell(right) - cell(left) + 1;
    if (columns * (cell(bottom) - cell(top) + 1) > this.#cells.size) {
      for (const areas of this.#cells.values()) for (const area of areas) found.add(area);
      return found;
    }
    for (let x = cell(left); x <= cell(right); x++)
      for (let y = cell(top); y <= cell(bottom); y++)
        for (const area of this.#cells.get(`${x}/${y}`) ?? []) found.add(area);
    return found;
  }
}
