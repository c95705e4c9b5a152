import { beforeEach, expect, test } from "vitest";
import { empty, useDocument } from "./store";
import { edit, isUnderWay, turnsOver } from "./turns";

beforeEach(() => useDocument.setState(empty));

const draw = (kind: string) =>
  useDocument.setState(({ commands }) => ({ commands: [...commands, { kind }] }));
const kinds = () => useDocument.getState().commands.map(({ kind }) => kind);

test("an edit that asks first is under way until it ends", async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  void edit(() => answered.then(() => draw("paste")));
  expect(isUnderWay()).toBe(true);
  answer();
  await turnsOver();
  expect([isUnderWay(), kinds()]).toEqual([false, ["paste"]]);
});

test("an edit that is drawn at once holds nobody up", () => {
  void edit(() => {
    draw("remove");
    return new Promise(() => undefined);
  });
  expect(isUnderWay()).toBe(false);
});

test("an edit begins after the one that is under way", async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  void edit(() => answered.then(() => draw("arrange")));
  void edit(() => draw("remove"));
  answer();
  await turnsOver();
  expect(kinds()).toEqual(["arrange", "remove"]);
});

test("an edit that fails lets the next one begin", async () => {
  const failing = edit(() => Promise.reject(new Error("no")));
  void edit(() => draw("remove"));
  await expect(failing).rejects.toThrow("no");
  await turnsOver();
  expect(kinds()).toEqual(["remove"]);
});
