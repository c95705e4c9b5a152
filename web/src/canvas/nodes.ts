/** React Flow's nodes, derived from the view. Sizes and handles are given, so nothing is measured. */

import { type Node, type NodeHandle, Position } from "@xyflow/react";
import { branchOffset, heightOf, sizes } from "../api/sizes";
import type { Annotation, Block, Box, View } from "../api/types";
import { count } from "../parts/words";

export interface Badge {
  errors: number;
  warnings: number;
}

/** What is said of a block by a comparison, a split, a call, or the tests. */
export type Mark =
  | "added"
  | "removed"
  | "changed"
  | ""
  | `part-${number}`
  | `walked-${number}`
  | "here"
  | "reached"
  | "missed";

const SAID: Record<string, string> = {
  walked: ", on the way of the call",
  here: ", where the call is",
  reached: ", reached by the tests",
  missed: ", not reached by the tests",
};

/** What the page adds to a block as it is drawn. */
export type Dress = { badge: Badge | null; mark: Mark; unfolded: boolean };

export type BlockNode = Node<Dress & { block: Block }, "block">;
export type NoteNode = Node<{ note: Annotation }, "note">;
export type EntryNode = Node<{ start: string }, "entry">;
export type CanvasNode = BlockNode | NoteNode | EntryNode;

// No block is called so; U+0000 would do as well, but no selector can ask for it.
export const ENTRY = "\u0001entry";
export const NOTE = "\u0001note:";
const FOLDED = 36;

export const isBlock = (node: CanvasNode): node is BlockNode => node.type === "block";
export const isNote = (node: CanvasNode): node is NoteNode => node.type === "note";

function handle(type: "source" | "target", id: string | null, x: number, y: number): NodeHandle {
  const position = type === "source" ? Position.Right : Position.Left;
  return { id, type, position, x: x - 6, y: y - 6, width: 12, height: 12 };
}

function blockHandles({ branches, width }: Block, height: number): NodeHandle[] {
  const leaving = branches.map((branch, index) =>
    handle("source", branch.key, width, branchOffset(height, branches.length, index)),
  );
  return [handle("target", null, 0, sizes().arrival), ...leaving];
}

const sized = ({ x, y, width, height }: Box) => ({
  position: { x, y },
  width,
  height,
  measured: { width, height },
});

function blockNode(block: Block, dress: Dress): BlockNode {
  const { badge, unfolded } = dress;
  const height = heightOf(block, unfolded);
  const called = block.name ? `${block.title}, ${block.name}` : block.title;
  const said = [
    badge?.errors ? `, ${count(badge.errors, "error")}` : "",
    badge?.warnings ? `, ${count(badge.warnings, "warning")}` : "",
    SAID[dress.mark.split("-")[0] ?? ""] ?? "",
  ].join("");
  return {
    id: block.id,
    type: "block",
    ...sized({ ...block, height }),
    handles: blockHandles(block, height),
    data: { block, ...dress },
    ariaLabel: called + said,
  };
}

const noteNode = (note: Annotation): NoteNode => ({
  id: NOTE + note.id,
  type: "note",
  ...sized({ ...note, height: note.folded ? FOLDED : note.height }),
  handles: [],
  data: { note },
  ariaLabel: `Note: ${note.content.slice(0, 80)}`,
  zIndex: 2,
});

const entryNode = (entry: Box, start: string): EntryNode => ({
  id: ENTRY,
  type: "entry",
  ...sized(entry),
  handles: [handle("source", "next", entry.width, entry.height / 2)],
  data: { start },
  ariaLabel: "Entry",
  deletable: false,
});

const sameBadge = (one: Badge | null, other: Badge | null) =>
  one?.errors === other?.errors && one?.warnings === other?.warnings;

function still(before: CanvasNode | undefined, now: CanvasNode): boolean {
  if (!before || before.type !== now.type) return false;
  if (isBlock(before) && isBlock(now)) {
    const { block, badge, mark, unfolded } = now.data;
    const { data } = before;
    if (block !== data.block || mark !== data.mark || unfolded !== data.unfolded) return false;
    return sameBadge(badge, data.badge);
  }
  if (isNote(before) && isNote(now)) return before.data.note === now.data.note;
  return before.position.x === now.position.x && before.position.y === now.position.y;
}

/** The nodes of a view; those that did not change stay the same objects, and selected. */
export function nodesOf(
  view: View,
  dress: (block: string) => Dress,
  before: readonly CanvasNode[],
): CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const now: CanvasNode[] = [
    entryNode(view.entry, view.start),
    ...view.blocks.map((block) => blockNode(block, dress(block.id))),
    ...view.annotations.map(noteNode),
  ];
  return now.map((node) => {
    const old = known.get(node.id);
    if (!old) return node;
    const placed = old.position.x === node.position.x && old.position.y === node.position.y;
    if (placed && still(old, node)) return old;
    return old.selected ? { ...node, selected: true } : node;
  });
}
