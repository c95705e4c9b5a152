import { expect, test } from "vitest";
import type { Listed, Names, Reference } from "../api/types";
import {
  bind,
  type Choice,
  choiceFor,
  obstacles,
  referred,
  tally,
  withAction,
  withNumbers,
} from "./choices";

let next = 0;

function choice(name: string, more: Partial<Choice> = {}, listed: Partial<Listed> = {}): Choice {
  const document = {
    file: `${name}.json`,
    ok: true,
    name,
    type: "CONTACT_FLOW",
    kind: "flow",
    description: "",
    message: "",
    legacy: false,
    content: "{}",
    notes: [],
    blockCount: 1,
    bytes: 2,
    suggestedType: "",
    exists: null,
    ...listed,
  } satisfies Listed;
  return { ...choiceFor(document, ++next), ...more };
}

const HERE: Names = { flow: { Menu: { id: "1", type: "CONTACT_FLOW" } }, module: {} };

const kinds = (each: Choice, all: Choice[]) =>
  obstacles(each, HERE, tally(all), (type) => type).map(([kind]) => kind);

const names = (choices: readonly Choice[]) => choices.map(({ name }) => name);

const everyKey = (choices: readonly Choice[]) => new Set(choices.map(({ key }) => key));

test("a name of the instance is taken until replacing it is chosen", () => {
  const file = choice("Menu");
  expect(kinds(file, [file])).toEqual(["taken"]);
  const replacing = withAction([file], file, "replace", HERE);
  expect(kinds(replacing, [replacing])).toEqual([]);
});

test("a flow of another type can't be replaced", () => {
  const file = choice("Menu", { action: "replace" }, { type: "AGENT_WHISPER" });
  expect(kinds({ ...file, type: "AGENT_WHISPER" }, [file])).toEqual(["taken"]);
});

test("two files of one name block each other until one is skipped", () => {
  const [one, two] = [choice("Same"), choice("Same")];
  expect(kinds(one, [one, two])).toEqual(["double"]);
  expect(kinds(one, [one, { ...two, action: "skip" }])).toEqual([]);
});

test("numbers make every name free, and leave the first as it is", () => {
  const files = [choice("Same"), choice("Same"), choice("Same 2"), choice("Menu")];
  const found = withNumbers(files, everyKey(files), HERE);
  expect(names(found)).toEqual(["Same", "Same 3", "Same 2", "Menu 2"]);
  expect(found.flatMap((each) => kinds(each, found))).toEqual([]);
});

test("numbers are given only to the files that are meant", () => {
  const files = [choice("Same"), choice("Same")];
  const [, last] = files;
  expect(names(withNumbers(files, new Set([last?.key ?? 0]), HERE))).toEqual(["Same", "Same 2"]);
  expect(names(withNumbers(files, new Set(), HERE))).toEqual(["Same", "Same"]);
});

test("a module's name with a number is cut to what a module's name may have", () => {
  const long = "n".repeat(127);
  const files = [choice(long, { kind: "module" }), choice(long, { kind: "module" })];
  const [, cut] = names(withNumbers(files, everyKey(files), HERE));
  expect(cut).toBe(`${"n".repeat(125)} 2`);
});

test("as a new flow a file gets a name that nothing has", () => {
  const file = choice("Menu", { action: "replace" });
  const other = choice("Menu 2");
  expect(withAction([file, other], file, "new", HERE).name).toBe("Menu 3");
});

const reference = (pointer: string, written: string): Reference =>
  ({ pointer, written, name: "", kind: "lambda", state: "unresolved", block: "b" }) as Reference;

const referring = (...pointers: [string, string][]) => ({
  referring: { references: pointers.map(([at, what]) => reference(at, what)), commands: [] },
});

test("what many blocks of many files use is chosen once", () => {
  const files = [
    choice("One", referring(["/a", "arn:x"], ["/b", "arn:x"])),
    choice("Two", referring(["/a", "arn:x"])),
  ];
  const [only, ...more] = referred(files);
  expect([only?.places.length, more]).toEqual([3, []]);
  const resource = { kind: "lambda", id: "y", arn: "arn:y", name: "y" };
  const chosen = only ? bind(files, only, resource) : [];
  expect(chosen.map(({ bound }) => Object.keys(bound))).toEqual([["/a", "/b"], ["/a"]]);
});

test("two empty fields are not one thing", () => {
  const files = [choice("One", referring(["/a", ""], ["/b", ""]))];
  expect(referred(files)).toHaveLength(2);
});
