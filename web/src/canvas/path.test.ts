import { expect, test } from "vitest";
import { bezier, curve } from "./path";

test("a link to the right is one curve", () => {
  expect(curve({ x: 0, y: 0 }, { x: 100, y: 50 })).toBe("M0,0 C50,0 50,50 100,50");
});

test("the points of a curve lie between its ends", () => {
  const points = [...bezier({ x: 0, y: 0 }, { x: 100, y: 50 }, 10)];

  expect(points.length).toBe(9);
  expect(points[4]).toEqual({ x: 50, y: 25 });
});
