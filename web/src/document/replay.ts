/** One's own edits, put on top of what someone else has saved since. */

import type { Command, Diff } from "../api/types";
import { keep } from "./kept";
import { open } from "./open";
import { history, useDocument } from "./store";
import { ask } from "./sync";

export interface Merge {
  base: string;
  content: string;
  commands: Command[];
  /** Why edits can't be made on the newer save, a sentence each. */
  left: string[];
  theirs: Diff;
  mine: Diff;
}

/** How many of the commands were saved; null where that was undone, so that no edit leads back. */
function since(): number | null {
  const { commands, saved } = useDocument.getState();
  const past = history.getState().pastStates.map((state) => state.commands);
  return [...past, commands].includes(saved) ? saved.length : null;
}

export async function merged(): Promise<Merge | null> {
  const { identity } = useDocument.getState();
  const saved = since();
  if (!identity || saved === null) return null;
  return ask<Merge>(`flows/${encodeURIComponent(identity.flow)}/merge`, { since: saved });
}

/** Opens the newer save with one's own edits on it, each of them a step that can be undone. */
export async function replay({ base, content, commands }: Merge) {
  const { identity } = useDocument.getState();
  if (!identity) return;
  const steps = Array.from({ length: commands.length + 1 }, (_, length) => length);
  const timeline = { commands, steps, at: commands.length, saved: 0 };
  keep(identity.instance, identity.flow, { base, content, expected: base, ...timeline });
  await open({ ...identity });
}
