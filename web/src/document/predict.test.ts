import { beforeAll, expect, test, vi } from "vitest";
import { learn } from "../api/catalogue";
import type { Block, Catalogue, View } from "../api/types";
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

const palette = {
  type: "CONTACT_FLOW",
  categories: [
    {
      name: "Interact",
      blocks: [
        {
          title: "Play prompt",
          drawn: { block: block("new", ""), leavesBy: "next" },
        },
      ],
    },
  ],
  sizes: {},
} as unknown as Catalogue;

beforeAll(() => {
  vi.stubGlobal("document", { documentElement: { style: { setProperty: () => undefined } } });
  learn(palette);
});

const wanted = { kind: "add", id: "c", block: "Play prompt", x: 30, y: 40 };

test("a new block is drawn where it was put, and the branch that it was drawn from leads there", () => {
  const after = predict(view, { ...wanted, from: { block: "b", branch: "next" } });

  expect(after.blocks[2]).toMatchObject({ id: "c", title: "Play prompt", x: 30, y: 40 });
  expect(after.blocks[1]?.branches[0]).toMatchObject({ target: "c", connected: true });
});

test("a block that is put into a link leads on to where the link led", () => {
  const from = { block: "a", branch: "next" };
  const after = predict(view, { ...wanted, from, splice: true });

  expect(after.blocks[0]?.branches[0]?.target).toBe("c");
  expect(after.blocks[2]?.branches[0]?.target).toBe("b");
});

test("the first block is led to by the entry", () => {
  expect(predict(view, { ...wanted, from: { block: "" } }).start).toBe("c");
});

test("a block that the palette does not offer is not foreseen", () => {
  expect(predict(view, { ...wanted, block: "Nothing" })).toBe(view);
});
