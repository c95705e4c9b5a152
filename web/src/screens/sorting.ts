/** In which order a list stands. */

import type { Row } from "../api/types";

export type Column = "name" | "type" | "status" | "problems" | "tags" | "modified";

export interface Order {
  column: Column;
  down: boolean;
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

function problems({ counts }: Row): number {
  if (!counts) return -1;
  return counts.errors * 1e8 + counts.unresolved * 1e4 + counts.warnings;
}

const standing = ({ state, status, draft }: Row) =>
  state === "ARCHIVED" ? 3 : status !== "PUBLISHED" ? 2 : draft ? 1 : 0;

const VALUES: Record<Column, (row: Row, title: (type: string) => string) => string | number> = {
  name: ({ name }) => name,
  type: ({ type }, title) => title(type),
  status: standing,
  problems,
  tags: ({ tags }) => Object.entries(tags).flat().join(" "),
  modified: ({ modified }) => modified,
};

export function sorted(rows: readonly Row[], order: Order, title: (type: string) => string) {
  const value = (row: Row) => VALUES[order.column](row, title);
  const way = order.down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)];
    const apart =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : words.compare(String(left), String(right));
    return way * apart || words.compare(a.name, b.name);
  });
}
