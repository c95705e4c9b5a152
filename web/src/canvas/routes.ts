/**
 * The ways that links take round the blocks between their ends, as in Flowport's pictures
 * (flowport.render.routes), but each by itself: two links may share a lane. One test holds both to
 * the same ways.
 */

import { sizes } from "../api/sizes";
import type { LinkSizes, Spot } from "../api/types";
import { bezier, curve, rounded } from "./path";

/** Left, top, right and bottom of a block. */
export type Area = readonly [left: number, top: number, right: number, bottom: number];

/** Where a way runs along, and how far beside its ends it runs up and down. */
interface Way {
  channel: number;
  leaves: number;
  arrives: number;
}

/** How many squares away channels are looked for, at most. */
const FAR = 100;
/** A way's length for each point of a curve that is looked at. */
const LOOK = 24;

const lie = (one: Spot, two: Spot, three: Spot) =>
  (one.x === two.x && two.x === three.x) || (one.y === two.y && two.y === three.y);

/** The corners of a way, from end to end. */
function pointsOf({ channel, leaves, arrives }: Way, from: Spot, to: Spot): Spot[] {
  const [first, last] = [from.x + leaves, to.x - arrives];
  const corners = [
    from,
    { x: first, y: from.y },
    { x: first, y: channel },
    { x: last, y: channel },
    { x: last, y: to.y },
    to,
  ];
  const kept: Spot[] = [];
  for (const point of corners) {
    for (let end = kept.length; end > 1; end = kept.length) {
      if (!lie(point, kept[end - 1] as Spot, kept[end - 2] as Spot)) break;
      kept.pop();
    }
    const before = kept.at(-1);
    if (before?.x !== point.x || before.y !== point.y) kept.push(point);
  }
  return kept;
}

function lengthOf({ channel, leaves, arrives }: Way, from: Spot, to: Spot): number {
  const across = Math.abs(to.x - arrives - from.x - leaves) + leaves + arrives;
  return across + Math.abs(channel - from.y) + Math.abs(channel - to.y);
}

export class Routes {
  #known: LinkSizes | null = null;
  readonly #cells = new Map<string, { x: number; y: number; areas: Area[] }>();

  constructor(areas: Iterable<Area>) {
    for (const [left, top, right, bottom] of areas) {
      const { clear } = this.#links;
      const wide: Area = [left - clear, top - clear, right + clear, bottom + clear];
      for (let x = this.#cell(wide[0]); x <= this.#cell(wide[2]); x++)
        for (let y = this.#cell(wide[1]); y <= this.#cell(wide[3]); y++) {
          const known = this.#cells.get(`${x}/${y}`);
          if (known) known.areas.push(wide);
          else this.#cells.set(`${x}/${y}`, { x, y, areas: [wide] });
        }
    }
  }

  /** The sizes, which are not there yet when the first, empty one of these is made. */
  get #links(): LinkSizes {
    this.#known ??= sizes().links;
    return this.#known;
  }

  #cell(at: number): number {
    return Math.floor(at / this.#links.cell);
  }

  /** The way of a link as SVG path data. */
  way(from: Spot, to: Spot): string {
    if (to.x - from.x >= this.#links.aside && this.#isFree(from, to)) return curve(from, to);
    return rounded(this.#angular(from, to));
  }

  /** Whether no block is in the way of a curve. */
  #isFree(from: Spot, to: Spot): boolean {
    const { clear } = this.#links;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    for (const { x, y } of bezier(from, to, Math.max(12, Math.floor(length / LOOK)))) {
      if (x <= from.x + clear || x >= to.x - clear) continue;
      for (const area of this.#cells.get(`${this.#cell(x)}/${this.#cell(y)}`)?.areas ?? [])
        if (area[0] < x && x < area[2] && area[1] < y && y < area[3]) return false;
    }
    return true;
  }

  /** The best way of straight pieces: first its channel, then its two lanes. */
  #angular(from: Spot, to: Spot): Spot[] {
    const { aside, lanes } = this.#links;
    const channels = this.#channels(from, to);
    const first = { channel: channels[0] ?? to.y, leaves: aside, arrives: aside };
    const along = this.#cheapest(first, "channel", channels, from, to);
    const left = this.#cheapest(along, "leaves", lanes, from, to);
    return pointsOf(this.#cheapest(left, "arrives", lanes, from, to), from, to);
  }

  /** The best of the ways that differ in one member, the shortest given first. */
  #cheapest(base: Way, member: keyof Way, values: readonly number[], from: Spot, to: Spot): Way {
    let [best, cost] = [base, this.#cost(base, from, to)];
    for (const value of values) {
      const way = { ...base, [member]: value };
      if (cost < lengthOf(way, from, to)) break;
      const found = this.#cost(way, from, to);
      if (found < cost) [best, cost] = [way, found];
    }
    return best;
  }

  /** The heights at which a link may run along, those with the shortest way first. */
  #channels(from: Spot, to: Spot): number[] {
    const { aside, cell: side, channels, clear, enough, jog, tried } = this.#links;
    const [one, other] = [from.x + aside, to.x - aside];
    const [left, right] = [Math.min(one, other), Math.max(one, other)];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    const ends = [from.y, to.y];
    const straight = to.x - from.x > 2 * aside;
    const found = new Set(straight ? ends : []);
    for (let reach = side; found.size < enough && reach < FAR * side; reach *= 3)
      for (const [, above, , below] of this.#near(left, top - reach, right, bottom + reach))
        for (const gap of channels) found.add(above + clear - gap).add(below - clear + gap);
    const calm = [...found].filter(
      (at) =>
        ends.every((end) => at === end || Math.abs(at - end) > jog) &&
        (straight || !ends.includes(at)),
    );
    const off = (at: number) => ends.map((end) => Math.abs(at - end)) as [number, number];
    const order = (at: number) => [off(at)[0] + off(at)[1], Math.min(...off(at)), at];
    return calm
      .map(order)
      .sort(([a = 0, b = 0, c = 0], [d = 0, e = 0, f = 0]) => a - d || b - e || c - f)
      .slice(0, tried)
      .map(([, , at = 0]) => at);
  }

  /** How long a way is, with what bends and blocks on it cost. */
  #cost(way: Way, from: Spot, to: Spot): number {
    const { bend, hidden } = this.#links;
    const points = pointsOf(way, from, to);
    let total = lengthOf(way, from, to) + bend * points.length;
    points.forEach((point, index) => {
      const before = points[index - 1];
      if (before) total += hidden * this.#hidden(before, point, from, to);
    });
    return total;
  }

  /** How many blocks a straight piece runs behind, beside those that it begins and ends at. */
  #hidden(one: Spot, other: Spot, from: Spot, to: Spot): number {
    const inset = this.#links.clear + 1;
    let [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
    const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
    if (one.y === other.y) {
      if (left === from.x || left === to.x) left += inset;
      if (right === from.x || right === to.x) right -= inset;
    }
    let count = 0;
    for (const area of this.#near(left, top, right, bottom))
      if (area[0] < right && left < area[2] && area[1] < bottom && top < area[3]) count++;
    return count;
  }

  /** The blocks in the squares that an area touches, each once. */
  #near(left: number, top: number, right: number, bottom: number): Set<Area> {
    const found = new Set<Area>();
    const [west, east, north, south] = [
      this.#cell(left),
      this.#cell(right),
      this.#cell(top),
      this.#cell(bottom),
    ];
    const take = (areas: readonly Area[] = []) => {
      for (const area of areas) found.add(area);
    };
    if ((east - west + 1) * (south - north + 1) > this.#cells.size) {
      for (const { x, y, areas } of this.#cells.values())
        if (west <= x && x <= east && north <= y && y <= south) take(areas);
      return found;
    }
    for (let x = west; x <= east; x++)
      for (let y = north; y <= south; y++) take(this.#cells.get(`${x}/${y}`)?.areas);
    return found;
  }
}
