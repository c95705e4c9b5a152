/** What the tests that ran reach of the flow: its blocks and branches. */

import type { Ran, TestOutcome, View } from "../api/types";
import { type LinkMark, linkId } from "../canvas/edges";
import type { Mark } from "../canvas/nodes";
import { nameOf } from "../document/edits";

export interface Branch {
  id: string;
  block: string;
  label: string;
  reached: boolean;
  /** Why no contact can take it, or "". */
  impossible: string;
}

export interface Coverage {
  blocks: Map<string, boolean>;
  branches: Branch[];
}

export function coverageOf(
  view: View,
  results: Iterable<TestOutcome>,
  about: Ran["flow"] | null,
): Coverage {
  const all = [...results].flatMap(({ reached }) => reached);
  const blocks = new Set(all.map(([block]) => block));
  const taken = new Set(all.map(([block, branch]) => linkId(block, branch)));
  const never = new Map(
    (about?.impossible ?? []).map(([block, branch, reason]) => [linkId(block, branch), reason]),
  );
  return {
    blocks: new Map(view.blocks.map(({ id }) => [id, blocks.has(id)])),
    branches: view.blocks.flatMap((block) =>
      block.branches.map(({ key, label }): Branch => {
        const id = linkId(block.id, key);
        const reached = taken.has(id);
        return {
          id,
          block: block.id,
          label: `${nameOf(block)} → ${label}`,
          reached,
          impossible: reached ? "" : (never.get(id) ?? ""),
        };
      }),
    ),
  };
}

export function marksOf({ blocks, branches }: Coverage) {
  const marks = [...blocks].map(([id, reached]): [string, Mark] => [
    id,
    reached ? "reached" : "missed",
  ]);
  const links = branches.map(({ id, reached }): [string, LinkMark] => [
    id,
    reached ? "reached" : "missed",
  ]);
  return { marks: new Map(marks), links: new Map(links) };
}
