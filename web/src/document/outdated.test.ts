import { expect, test } from "vitest";
import type { Command, Finding } from "../api/types";
import { isOutdated } from "./outdated";

const about = (more: Partial<Finding>) =>
  ({ block: "one", path: null, branch: null, ...more }) as Finding;
const text = about({ path: ["Text"] });
const set = (block: string, ...path: string[]): Command => ({ kind: "setParameter", block, path });

test("an edit of the field, of what is around it or within it makes a finding outdated", () => {
  expect(isOutdated(text, [set("one", "Text")])).toBe(true);
  expect(isOutdated(about({ path: ["Media", "Uri"] }), [set("one", "Media")])).toBe(true);
  expect(isOutdated(about({ path: ["Media"] }), [set("one", "Media", "Uri")])).toBe(true);
});

test("an edit within a step of several counts", () => {
  expect(isOutdated(text, [{ kind: "all", commands: [set("one", "Text")] }])).toBe(true);
});

test("an edit of another field or block leaves a finding as it is", () => {
  expect(isOutdated(text, [set("one", "Other"), set("two", "Text")])).toBe(false);
});

test("connecting a branch makes what was said of it outdated", () => {
  const finding = about({ branch: "next" });
  expect(isOutdated(finding, [{ kind: "connect", block: "one", branch: "next" }])).toBe(true);
  expect(isOutdated(finding, [{ kind: "connect", block: "one", branch: "other" }])).toBe(false);
});
