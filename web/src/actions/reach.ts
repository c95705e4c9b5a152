/** The blocks that links lead to from some, or from which links lead to them. */

import { useDocument } from "../document/store";

function closure(from: string[], next: Map<string, string[]>): Set<string> {
  const found = new Set(from);
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return found;
}

function links(): [string, string][] {
  const blocks = useDocument.getState().view?.blocks ?? [];
  return blocks.flatMap(({ id, branches }) =>
    branches.filter(({ target }) => target).map(({ target }): [string, string] => [id, target]),
  );
}

const grouped = (pairs: [string, string][]) => {
  const found = new Map<string, string[]>();
  for (const [from, to] of pairs) found.set(from, [...(found.get(from) ?? []), to]);
  return found;
};

export const following = (from: string[]) => closure(from, grouped(links()));
export const leading = (from: string[]) =>
  closure(from, grouped(links().map(([source, target]) => [target, source])));
