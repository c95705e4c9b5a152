import { expect, test } from "vitest";
import type { Finding, Kind } from "../api/types";
import { reasonsOf, warningOf } from "./publishing";

const finding = (about: Partial<Finding>) => ({ blocks: true, block: "", ...about }) as Finding;
const called = (id: string) => (id === "a" ? "Play prompt" : "");
const refused = (...reasons: string[]) => ({ allowed: false, reasons });

test("a reason names its block and keeps its finding", () => {
  const about = finding({ block: "a", message: "Text is required." });

  expect(reasonsOf({ findings: [about], publish: refused("other words") }, called)).toEqual([
    { text: "Play prompt: Text is required.", finding: about },
  ]);
});

test("a reason about a block that is gone has no name", () => {
  const about = finding({ block: "gone", message: "The flow has no first block." });

  expect(reasonsOf({ findings: [about], publish: refused() }, called)[0]?.text).toBe(
    "The flow has no first block.",
  );
});

test("a finding that keeps nothing back is no reason", () => {
  const findings = [finding({ blocks: false, message: "Only a warning." })];

  expect(reasonsOf({ findings, publish: refused("A flow is gone") }, called)).toEqual([
    { text: "A flow is gone", finding: null },
  ]);
});

test("the instance's reasons are listed where no finding keeps it back", () => {
  const publish = refused("A queue is gone", "A prompt is gone");

  expect(reasonsOf({ findings: [], publish }, called).map(({ text }) => text)).toEqual(
    publish.reasons,
  );
});

const never = (...kinds: Kind[]) => kinds.map((kind) => ({ kind }));

test.each<[Kind, Kind[], string, string]>([
  ["flow", ["flow"], "This flow leads to 1 flow that was", "Publish it first:"],
  ["module", ["module"], "This module leads to 1 module that was", "Publish it first:"],
  ["flow", ["module", "module"], "This flow leads to 2 modules that were", "Publish them first:"],
  ["flow", ["flow", "module"], "leads to 1 flow and 1 module that were", "Publish them first:"],
])("a %s that leads to %j says how many were never published", (own, kinds, begin, end) => {
  const words = warningOf(own, never(...kinds));

  expect(words).toContain(begin);
  expect(words.endsWith(end)).toBe(true);
});
