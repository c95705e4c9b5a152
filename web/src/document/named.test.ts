import { expect, test } from "vitest";
import type { Reference, View } from "../api/types";
import { named } from "./named";

const ARN = "arn:aws:connect:eu-central-1:123456789012:instance/i/queue/q-1";
const view = {
  blocks: [
    { id: "a", settings: [["Queue", "q-1"]] },
    { id: "b", settings: [["Text", "q-1"]] },
  ],
} as unknown as View;
const references = [
  { block: "a", written: ARN, resource: { name: "Orders" } },
] as unknown as Reference[];

test("a resource is called by its name, only on the block that refers to it", () => {
  const shown = named(view, references);

  expect(shown.blocks.map(({ settings }) => settings[0]?.[1])).toEqual(["Orders", "q-1"]);
});

test("asked twice, a block is the same object", () => {
  expect(named(view, references).blocks[0]).toBe(named(view, references).blocks[0]);
});
