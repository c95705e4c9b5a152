import { expect, test } from "vitest";
import type { View } from "../api/types";
import { merge } from "./merge";

const view = (blocks: { id: string; x: number }[], more: Partial<View> = {}) =>
  ({ blocks, annotations: [], notes: [], partial: false, ...more }) as unknown as View;

test("what did not change stays the same object, in its place", () => {
  const before = view([
    { id: "a", x: 0 },
    { id: "b", x: 0 },
    { id: "c", x: 0 },
  ]);
  const answer = view([{ id: "b", x: 9 }], { partial: true, removed: { blocks: ["a"] } });
  const after = merge(before, answer);

  expect(after.blocks.map(({ id, x }) => [id, x])).toEqual([
    ["b", 9],
    ["c", 0],
  ]);
  expect(after.blocks[1]).toBe(before.blocks[2]);
});

test("a whole answer replaces everything", () => {
  const answer = view([{ id: "z", x: 1 }]);

  expect(merge(view([{ id: "a", x: 0 }]), answer)).toBe(answer);
});
