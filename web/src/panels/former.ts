/** What a field held before it was made dynamic, so that it comes back when it is not. */

import type { Path } from "../api/types";
import { useDocument } from "../document/store";

const values = new Map<string, string>();

/** Copies of a flow have the same block ids, so that the flow belongs to the place. */
function place(block: string, path: Path): string {
  const { identity } = useDocument.getState();
  return JSON.stringify([identity?.instance, identity?.flow, block, path]);
}

export const keepFormer = (block: string, path: Path, value: string) =>
  values.set(place(block, path), value);

export function takeFormer(block: string, path: Path): string {
  const value = values.get(place(block, path)) ?? "";
  values.delete(place(block, path));
  return value;
}
