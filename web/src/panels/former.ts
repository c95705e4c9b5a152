/** What a field held before it was made dynamic, so that it comes back when it is not. */

import type { Path } from "../api/types";

const values = new Map<string, string>();

const place = (block: string, path: Path) => JSON.stringify([block, path]);

export const keepFormer = (block: string, path: Path, value: string) =>
  values.set(place(block, path), value);

export function takeFormer(block: string, path: Path): string {
  const value = values.get(place(block, path)) ?? "";
  values.delete(place(block, path));
  return value;
}
