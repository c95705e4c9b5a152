import { expect, test } from "vitest";
import type { Block, View } from "../api/types";
import { predict } from "./predict";

const block = (id: string, target: string): Block => ({
  id,
  type: "MessageParticipant",
  title: "Play prompt",
  name: "",
  category: "Interact",
  x: 0,
  y: 0,
  width: 220,
  height: 90,
  settings: [],
  branches: [
    {
      key: "next",
      label: "Success",
      kind: "next",
      tone: "success",
      target,
      connected: target !== "",
    },
  ],
  terminal: false,
  known: true,
  notes: [],
});

const view: View = {
  name: "Flow",
  description: "",
  type: "CONTACT_FLOW",
  kind: "flow",
  start: "a",
  entry: { x: 0, y: 0, width: 60, height: 40 },
  blocks: [block("a", "b"), block("b", "")],
  annotations: [
    { id: "n", content: "Hi", block: "b", x: 1, y: 2, width: 200, height: 100, folded: false },
  ],
  notes: [],
  partial: false,
};

test("a removed block takes the links to it, and its notes, along", () => {
  const after = predict(view, { kind: "remove", ids: ["b"] });

  expect(after.blocks.map(({ id }) => id)).toEqual(["a"]);
  expect(after.blocks[0]?.branches[0]?.connected).toBe(false);
  expect(after.annotations).toEqual([]);
});

test("connecting the entry sets the first block", () => {
  expect(predict(view, { kind: "connect", block: "", branch: "next", target: "b" }).start).toBe(
    "b",
  );
});

test("a move leaves other blocks the same objects", () => {
  const after = predict(view, { kind: "move", positions: { a: { x: 10, y: 20 } } });

  expect(after.blocks[0]).toMatchObject({ x: 10, y: 20 });
  expect(after.blocks[1]).toBe(view.blocks[1]);
});

test("a new note is drawn at once, to be written in", () => {
  const place = { x: 5, y: 6, width: 200, height: 100 };
  const after = predict(view, { kind: "note", id: "m", content: "", ...place });

  expect(after.annotations[1]).toEqual({
    id: "m",
    content: "",
    block: "",
    folded: false,
    ...place,
  });
});

test("several commands are drawn as one", () => {
  const commands = [
    { kind: "disconnect", block: "a", branch: "next" },
    { kind: "removeNote", ids: ["n"] },
  ];
  const after = predict(view, { kind: "all", commands });

  expect(after.blocks[0]?.branches[0]?.target).toBe("");
  expect(after.annotations).toEqual([]);
});

test("what can't be foreseen is drawn as it was", () => {
  expect(predict(view, { kind: "paste", fragment: {} })).toBe(view);
});
