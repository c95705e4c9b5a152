/** Saves and publishes. A lost connection is waited out; a newer save is told, never overwritten. */

import { ApiError, isOffline } from "../api/client";
import type { Diff, Opened, Saved } from "../api/types";
import { forget } from "./kept";
import { quietly, useDocument } from "./store";
import { ask, settled } from "./sync";

const RETRY = 2000;

export interface Conflict {
  current: Opened;
  diff: Diff;
}

export type Outcome =
  | { done: true }
  | { done: false; conflict: Conflict }
  | { done: false; problems: string[] };

function took(saved: Saved, commands: readonly unknown[]) {
  const { identity, commands: now } = useDocument.getState();
  quietly({
    summary: saved.summary,
    expected: saved.base,
    saved: commands as typeof now,
    online: true,
  });
  if (identity && now === commands) forget(identity.instance, identity.flow);
}

export async function save(publish: boolean, over?: string): Promise<Outcome> {
  await settled();
  const { identity, commands, expected } = useDocument.getState();
  if (!identity) throw new Error("nothing is open");
  const path = `flows/${encodeURIComponent(identity.flow)}/save`;
  const body = { commands, expected: over ?? expected, ...(publish ? { publish } : {}) };
  for (;;) {
    try {
      took(await ask<Saved>(path, body), commands);
      return { done: true };
    } catch (error) {
      if (isOffline(error)) {
        quietly({ online: false });
        await new Promise((resolve) => setTimeout(resolve, RETRY));
        if (useDocument.getState().identity !== identity) throw error;
        continue;
      }
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "conflict")
        return { done: false, conflict: error.more as unknown as Conflict };
      if (error.code === "refused")
        return { done: false, problems: problemsOf(error.more.problems) };
      throw error;
    }
  }
}

function problemsOf(said: unknown): string[] {
  if (!Array.isArray(said)) return [];
  return said.map((each) => (typeof each === "string" ? each : String(each?.message ?? each)));
}
