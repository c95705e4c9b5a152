import { expect, test } from "vitest";
import type { TestOutcome, View } from "../api/types";
import { linkId } from "../canvas/edges";
import { coverageOf, marksOf } from "./coverage";

const block = (id: string, ...keys: string[]) => ({
  id,
  name: id,
  title: id,
  branches: keys.map((key) => ({ key, label: key })),
});
const view = {
  blocks: [block("menu", "1", "2"), block("end"), block("alone", "next")],
} as unknown as View;
const result = (...reached: [string, string][]) => ({ reached }) as unknown as TestOutcome;
const about = { blocks: 3, branches: 3, impossible: [["alone", "next", "no way"]] };

test("what one test misses another may reach", () => {
  const found = coverageOf(view, [result(["menu", "1"]), result(["menu", "2"], ["end", ""])], null);
  expect(found.branches.filter(({ reached }) => reached).map(({ id }) => id)).toEqual([
    linkId("menu", "1"),
    linkId("menu", "2"),
  ]);
  expect([...found.blocks.values()]).toEqual([true, true, false]);
});

test("a branch that can't be taken says why", () => {
  const { branches } = coverageOf(view, [], about as never);
  expect(branches.map(({ impossible }) => impossible)).toEqual(["", "", "no way"]);
});

test("blocks and links are marked as reached or missed", () => {
  const { marks, links } = marksOf(coverageOf(view, [result(["menu", "1"])], null));
  expect(marks.get("menu")).toBe("reached");
  expect(marks.get("end")).toBe("missed");
  expect(links.get(linkId("menu", "2"))).toBe("missed");
});
