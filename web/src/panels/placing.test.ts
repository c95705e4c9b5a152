import { expect, test } from "vitest";
import type { Finding } from "../api/types";
import { keyOf, placed } from "./placing";

const finding = (about: Partial<Finding>) => ({ path: null, branch: null, ...about }) as Finding;
const fields = [{ path: ["Text"] }, { path: ["Media"] }, { path: ["Media", "Uri"] }];
const branches = [{ key: "next" }];

test("a finding is put to its field", () => {
  const about = finding({ path: ["Media", "Uri"] });

  expect(placed([about], fields, branches).fields.get(keyOf(["Media", "Uri"]))).toEqual([about]);
});

test("a finding about a part that has no field is put to the field around it", () => {
  const about = finding({ path: ["Media", "Other", 0] });

  expect(placed([about], fields, branches).fields.get(keyOf(["Media"]))).toEqual([about]);
});

test("a finding about a branch is put to the branch", () => {
  const about = finding({ branch: "next" });

  expect(placed([about], fields, branches).branches.get("next")).toEqual([about]);
});

test("what belongs to no field is put above the form", () => {
  const all = [finding({}), finding({ path: ["Gone"] }), finding({ branch: "error:Gone" })];

  expect(placed(all, fields, branches).others).toEqual(all);
});
