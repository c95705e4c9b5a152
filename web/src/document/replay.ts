/** One's own edits, put on top of what someone else has saved since. */

import type { Merged } from "../api/types";
import { keep } from "./kept";
import { open } from "./open";
import { history, useDocument } from "./store";
import { ask } from "./sync";

/** How many of the commands were saved; null where that was undone, so that no edit leads back. */
function since(): number | null {
  const { commands, saved } = useDocument.getState();
  const past = history.getState().pastStates.map((state) => state.commands);
  return [...past, commands].includes(saved) ? saved.length : null;
}

export async function merged(): Promise<Merged | null> {
  const { identity } = useDocument.getState();
  const saved = since();
  if (!identity || saved === null) return null;
  return ask<Merged>(`flows/${encodeURIComponent(identity.flow)}/merge`, { since: saved });
}

/** Opens the newer save with one's own edits on it, each of them a step that can be undone. */
export async function replay({ base, content, commands }: Merged) {
  const { identity } = useDocument.getState();
  if (!identity) return;
  const steps = Array.from({ length: commands.length + 1 }, (_, length) => length);
  const timeline = { commands, steps, at: commands.length, saved: 0 };
  keep(identity.instance, identity.flow, { base, content, expected: base, ...timeline });
  await open({ ...identity });
}
