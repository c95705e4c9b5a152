/** Blocks that refer to resources by ARN show the names that these have in the instance. */

import type { Block, Reference, View } from "../api/types";

const made = new WeakMap<Block, { key: string; block: Block }>();

function dressed(block: Block, names: Map<string, string>): Block {
  const key = JSON.stringify([...names]);
  const known = made.get(block);
  if (known?.key === key) return known.block;
  const settings = block.settings.map(([label, value]): [string, string] => [
    label,
    names.get(value) ?? value,
  ]);
  const now = { ...block, settings };
  made.set(block, { key, block: now });
  return now;
}

/** The view with names; blocks that refer to nothing stay the same objects. */
export function named(view: View, references: readonly Reference[]): View {
  const byBlock = new Map<string, Map<string, string>>();
  for (const { block, written, resource } of references) {
    if (!resource?.name || !written.startsWith("arn:")) continue;
    const names = byBlock.get(block) ?? new Map<string, string>();
    names.set(written.split(/[:/]/).at(-1) ?? written, resource.name);
    byBlock.set(block, names);
  }
  if (byBlock.size === 0) return view;
  const blocks = view.blocks.map((block) => {
    const names = byBlock.get(block.id);
    return names ? dressed(block, names) : block;
  });
  return { ...view, blocks };
}
