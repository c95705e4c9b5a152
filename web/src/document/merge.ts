/** Puts an answer that holds only what changed together with what was known before. */

import type { View } from "../api/types";

function merged<T extends { id: string }>(
  before: readonly T[],
  changed: readonly T[],
  gone: readonly string[],
): T[] {
  const fresh = new Map(changed.map((thing) => [thing.id, thing]));
  const lost = new Set(gone);
  const kept = before
    .filter((thing) => !lost.has(thing.id))
    .map((thing) => {
      const now = fresh.get(thing.id);
      fresh.delete(thing.id);
      return now ?? thing;
    });
  return [...kept, ...fresh.values()];
}

export function merge(before: View, answer: View): View {
  if (!answer.partial) return answer;
  const { removed, ...view } = answer;
  return {
    ...view,
    blocks: merged(before.blocks, answer.blocks, removed?.blocks ?? []),
    annotations: merged(before.annotations, answer.annotations, removed?.annotations ?? []),
    partial: false,
  };
}
