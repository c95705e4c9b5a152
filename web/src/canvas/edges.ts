/** React Flow's edges: one a branch, named after its block and its key. */

import type { Edge } from "@xyflow/react";
import type { Block, Branch, View } from "../api/types";
import { ENTRY } from "./nodes";

/** Taken by the call; reached, or not, by a test. */
export type LinkMark = "walked" | "reached" | "missed";

export type LinkEdge = Edge<{ tone: Branch["tone"]; label: string; mark?: LinkMark }, "link">;

export const linkId = (block: string, branch: string) => `${block}\u0000${branch}`;

const made = new WeakMap<Block, LinkEdge[]>();

const edge = (
  source: string,
  key: string,
  target: string,
  branch: Pick<Branch, "tone" | "label">,
) =>
  ({
    id: linkId(source, key),
    source,
    sourceHandle: key,
    target,
    type: "link",
    data: { tone: branch.tone, label: branch.label },
    ariaLabel: `Link: ${branch.label}`,
    focusable: false,
  }) satisfies LinkEdge;

function leaving(block: Block): LinkEdge[] {
  const known = made.get(block);
  if (known) return known;
  const edges = block.branches
    .filter((branch) => branch.target !== "")
    .map((branch) => edge(block.id, branch.key, branch.target, branch));
  made.set(block, edges);
  return edges;
}

export function edgesOf(
  view: View,
  before: readonly LinkEdge[],
  marks: ReadonlyMap<string, LinkMark>,
): LinkEdge[] {
  const there = new Set(view.blocks.map((block) => block.id));
  const selected = new Set(before.filter((each) => each.selected).map((each) => each.id));
  const first = view.start
    ? [edge(ENTRY, "next", view.start, { tone: "success", label: "Entry" })]
    : [];
  return [...first, ...view.blocks.flatMap(leaving)]
    .filter((each) => there.has(each.target))
    .map((each) => (selected.has(each.id) ? { ...each, selected: true } : each))
    .map((each): LinkEdge => {
      const mark = marks.get(each.id);
      return mark ? { ...each, data: { ...each.data, mark } as LinkEdge["data"] & object } : each;
    });
}

/** The block ("" for the entry) and the branch that a link belongs to. */
export function branchOf(link: { source: string; sourceHandle?: string | null }) {
  const block = link.source === ENTRY ? "" : link.source;
  return { block, branch: link.sourceHandle ?? "next" };
}
