import { beforeAll, expect, test } from "vitest";
import written from "../../../tests/data/routes.json?raw";
import { useSizes } from "../api/sizes";
import type { Sizes, Spot } from "../api/types";
import { type Area, Routes } from "./routes";

interface Case {
  areas: Area[];
  links: { from: [number, number]; to: [number, number]; way: string }[];
}

/** What the pictures draw, and the sizes that both are drawn with. */
const pictures: { sizes: Sizes; cases: Case[] } = JSON.parse(written);

beforeAll(() => useSizes.setState({ sizes: pictures.sizes }));

const spot = ([x, y]: [number, number]): Spot => ({ x, y });

/** A path with numbers of one decimal, as the pictures have them. */
const plain = (path: string) =>
  path.replace(/-?\d+(\.\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10));

/** The corners of a way, from its SVG path data. */
const corners = (path: string) =>
  [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

const inside = ({ x, y }: { x: number; y: number }, [left, top, right, bottom]: Area) =>
  left < x && x < right && top < y && y < bottom;

test("a link with nothing in its way is a curve", () => {
  const routes = new Routes([[300, 300, 500, 400]]);

  expect(routes.way({ x: 0, y: 0 }, { x: 100, y: 50 })).toContain("C");
});

test("a link goes round a block between its ends", () => {
  const block: Area = [200, 0, 400, 100];
  const path = new Routes([block]).way({ x: 100, y: 50 }, { x: 600, y: 50 });

  expect(path).not.toContain("C");
  expect(corners(path).some((corner) => inside(corner, block))).toBe(false);
});

test("a link that goes back ends where it should", () => {
  const path = new Routes([[0, 100, 200, 200]]).way({ x: 200, y: 150 }, { x: 0, y: 120 });

  expect(path.endsWith("L0,120")).toBe(true);
});

test("a link among a hundred blocks crosses none of them", () => {
  const blocks: Area[] = Array.from({ length: 100 }, (_, index) => {
    const [left, top] = [(index % 10) * 280, Math.floor(index / 10) * 150];
    return [left, top, left + 200, top + 120];
  });
  const path = new Routes(blocks).way({ x: 200, y: 60 }, { x: 2240, y: 1370 });

  expect(corners(path).some((corner) => blocks.some((block) => inside(corner, block)))).toBe(false);
});

test.each(pictures.cases.map((each, index) => ({ ...each, index })))(
  "links run as in the pictures, case $index",
  ({ areas, links }) => {
    const routes = new Routes(areas);

    for (const { from, to, way } of links)
      expect(plain(routes.way(spot(from), spot(to)))).toBe(plain(way));
  },
);
