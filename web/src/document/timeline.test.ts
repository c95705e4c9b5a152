import { expect, test } from "vitest";
import { packed, unpacked } from "./timeline";

const [one, two, three] = [{ kind: "a" }, { kind: "b" }, { kind: "c" }];
const states = [[], [one], [one, two], [one, two, three]];

test("each state of a history comes back", () => {
  const [first = [], second = [], third = [], fourth = []] = states;
  const kept = packed({ past: [first, second], now: third, future: [fourth], saved: second });

  expect(unpacked(JSON.parse(JSON.stringify(kept)))).toEqual({
    past: [first, second],
    now: third,
    future: [fourth],
    saved: second,
  });
});

test("the state that was saved is one of the history, not a copy", () => {
  const [first = [], second = []] = states;
  const back = unpacked(packed({ past: [first], now: second, future: [], saved: second }));

  expect(back.saved).toBe(back.now);
});

test("a saved state that the history has left is none of its states", () => {
  const [first = [], second = []] = states;
  const back = unpacked(packed({ past: [first], now: second, future: [], saved: [three] }));

  expect([...back.past, back.now].includes(back.saved)).toBe(false);
});
