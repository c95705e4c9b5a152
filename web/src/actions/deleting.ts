/** Deleting what is selected, as one step. */

import type { Command } from "../api/types";
import { branchOf } from "../canvas/edges";
import { type Selection, selection } from "../canvas/store";
import { together } from "../document/edits";
import { perform } from "../document/sync";

export const hasSelection = ({ blocks, notes, links }: Selection) =>
  blocks.length + notes.length + links.length > 0;

export function deleteSelected(reconnect: boolean) {
  const { blocks, notes, links } = selection();
  const gone = new Set(blocks);
  const commands: Command[] = links
    .map(branchOf)
    .filter(({ block }) => !gone.has(block))
    .map((branch) => ({ kind: "disconnect", ...branch }));
  if (notes.length) commands.push({ kind: "removeNote", ids: notes });
  if (blocks.length)
    commands.push({ kind: "remove", ids: blocks, ...(reconnect ? { reconnect } : {}) });
  const command = together(commands);
  return command ? perform(command) : undefined;
}
