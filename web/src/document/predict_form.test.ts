import { expect, test } from "vitest";
import type { Properties } from "../api/types";
import { predictForm } from "./predict_form";

const form = {
  block: "a",
  fields: [
    { path: ["Text"], value: "Hello.", present: true, dynamic: "text", items: null },
    { path: ["QueueId"], value: "arn", present: true, dynamic: "static-or-path", items: null },
  ],
  modes: [{ title: "One", selected: true }, { title: "Two" }],
  branches: [{ key: "next", label: "Success", target: "b", connected: true }],
  errors: [{ type: "NoMatchingError", title: "Error", present: false }],
} as unknown as Properties;

const after = (command: object) => predictForm(form, { block: "a", ...command } as never);

test("a value that is set is shown in its field", () => {
  const { fields } = after({ kind: "setParameter", path: ["Text"], value: "Good day." });

  expect(fields.map(({ value }) => value)).toEqual(["Good day.", "arn"]);
});

test("a value that is read from an attribute is dynamic", () => {
  const { fields } = after({ kind: "setParameter", path: ["QueueId"], value: "$.Attributes.q" });

  expect(fields[1]?.isDynamic).toBe(true);
});

test("a branch leads where it was led", () => {
  const { branches } = after({ kind: "connect", branch: "next", target: "c" });

  expect(branches[0]).toMatchObject({ target: "c", connected: true });
});

test("an error branch that is added is listed, and offered no more", () => {
  const { branches, errors } = after({ kind: "addError", error: "NoMatchingError" });

  expect(branches[1]).toMatchObject({ key: "error:NoMatchingError", label: "Error" });
  expect(errors[0]?.present).toBe(true);
});

test("several commands are foreseen as one", () => {
  const commands = [
    { kind: "setMode", block: "a", mode: 1 },
    { kind: "removeParameter", block: "a", path: ["Text"] },
  ];
  const { modes, fields } = after({ kind: "all", commands });

  expect(modes.map(({ selected }) => selected)).toEqual([false, true]);
  expect(fields[0]).toMatchObject({ value: null, present: false });
});

test("what is about another block changes nothing", () => {
  expect(after({ kind: "setMode", block: "b", mode: 1 })).toBe(form);
});
