/** Saves and publishes. A lost connection is waited out; a newer save is shown, never overwritten. */

import { create } from "zustand";
import { ApiError, isOffline } from "../api/client";
import type { Conflict, Saved } from "../api/types";
import { GONE } from "./gone";
import { type Commands, type Identity, isDirty, quietly, useDocument } from "./store";
import { ask, goOn, sent, store } from "./sync";
import { turnsOver } from "./turns";

const RETRY = 2000;

export type Outcome =
  | { done: true }
  | { done: false; conflict: Conflict }
  | { done: false; problems: string[] };

function took(saved: Saved, commands: Commands) {
  quietly({
    summary: saved.summary,
    expected: saved.base,
    saved: commands,
    online: true,
  });
  store();
}

let last: Promise<unknown> = Promise.resolve();

/** How many saves are under way: until one is answered, it is not known whose the newest save is. */
export const useSaves = create(() => ({ underWay: 0 }));

const count = (by: number) => useSaves.setState(({ underWay }) => ({ underWay: underWay + by }));

/** Ends with the saves that are under way now. */
export const saved = () => last;

/** Saves what is open, after the saves before it; null where nothing is left to save. */
export function save(publish: boolean, over?: string, note = ""): Promise<Outcome | null> {
  const { identity } = useDocument.getState();
  const done = last.then(() => (identity ? saveOpen(identity, publish, over, note) : null));
  count(1);
  last = done.catch(() => undefined).finally(() => count(-1));
  return done;
}

async function saveOpen(identity: Identity, publish: boolean, over?: string, note = "") {
  await turnsOver();
  await sent();
  const { identity: now, commands, expected } = useDocument.getState();
  if (now !== identity) return null;
  if (!publish && over === undefined && !isDirty(useDocument.getState())) return null;
  const more = publish ? { publish, note } : {};
  return send(identity, commands, { expected: over ?? expected, ...more });
}

async function send(identity: Identity, commands: Commands, more: object): Promise<Outcome> {
  const path = `flows/${encodeURIComponent(identity.flow)}/save`;
  const body = { commands, ...more };
  for (;;) {
    try {
      const answer = await ask<Saved>(path, body);
      if (useDocument.getState().identity === identity) took(answer, commands);
      return { done: true };
    } catch (error) {
      if (isOffline(error)) {
        goOn();
        await new Promise((resolve) => setTimeout(resolve, RETRY));
        if (useDocument.getState().identity !== identity) throw error;
        continue;
      }
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "conflict")
        return { done: false, conflict: error.more as unknown as Conflict };
      if (error.code === "not-found") throw new ApiError(error.status, error.code, GONE);
      if (error.code === "refused")
        return { done: false, problems: problemsOf(error.more.problems) };
      throw error;
    }
  }
}

function problemsOf(problems: unknown): string[] {
  if (!Array.isArray(problems)) return [];
  return problems.map((each) => (typeof each === "string" ? each : String(each?.message ?? each)));
}
