import { expect, test } from "vitest";
import { linkPath } from "./path";

test("a link to the right is one curve", () => {
  expect(linkPath({ x: 0, y: 0 }, { x: 100, y: 50 }, 30)).toBe("M0,0 C50,0 50,50 100,50");
});

test("a link that goes back runs above the block that it leads to", () => {
  const path = linkPath({ x: 200, y: 100 }, { x: 0, y: 120 }, 100);

  expect(path).toContain("86");
  expect(path.endsWith("L0,120")).toBe(true);
});
