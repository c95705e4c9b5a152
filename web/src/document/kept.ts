/** A document's edits and history, kept in the browser until they are thrown away. */

import type { Timeline } from "./timeline";

export interface Kept extends Timeline {
  base: string;
  content: string;
  /** The hash that the server held when these were kept. */
  expected: string;
}

const TAB = "flowport:tab";
const EDITS = "flowport:edits:";
const place = (instance: string, flow: string) => `${EDITS}${instance}:${flow}`;

/** What this tab is called, also after it was loaded again. */
function tab(): string {
  const known = sessionStorage.getItem(TAB) ?? crypto.randomUUID();
  sessionStorage.setItem(TAB, known);
  return known;
}

/** Under which name this tab keeps its edits, and how it lets go of that name. */
let held: { place: string; key: string; release: () => void } | null = null;

const WAIT = 150;
/** What a page that is loaded again allows its former self for letting go. */
const WAIT_AGAIN = 2_000;

const isLoadedAgain = () =>
  performance
    .getEntriesByType("navigation")
    .some((entry) => "type" in entry && entry.type === "reload");

/** Asks for a name until `signal` ends that; without one, whether it is free now. */
function ask(name: string, signal?: AbortSignal): Promise<(() => void) | null> {
  const { promise: over, resolve: release } = Promise.withResolvers<void>();
  return new Promise((done) => {
    navigator.locks
      .request(name, signal ? { signal } : { ifAvailable: true }, (lock) => {
        done(lock && release);
        return lock ? over : undefined;
      })
      .catch(() => done(null));
  });
}

/**
 * Holds a name while this tab lives, or until it is released; null where another tab has it. Time
 * decides only how long to wait for a page that is just closing: a slow browser is no other tab.
 */
async function hold(name: string, wait = 0): Promise<(() => void) | null> {
  // Without a secure context there are no locks; then every tab believes to be the only one.
  if (!navigator.locks) return () => undefined;
  const free = await ask(name);
  if (free || !wait) return free;
  return (await ask(name, AbortSignal.timeout(wait))) ?? ask(name);
}

/** Takes over what a tab that is gone kept apart; what a living one keeps stays its own. */
async function adopt(key: string) {
  if (localStorage.getItem(key) !== null) return;
  for (const other of Object.keys(localStorage)) {
    if (!other.startsWith(`${key}:`)) continue;
    const release = await hold(other);
    if (!release) continue;
    localStorage.setItem(key, localStorage.getItem(other) ?? "");
    localStorage.removeItem(other);
    release();
    return;
  }
}

/** Says which flow this tab edits; whether no other tab does. */
export async function claim(instance: string, flow: string): Promise<boolean> {
  const key = place(instance, flow);
  if (held?.place === key) return held.key === key;
  letGo();
  const only = await hold(key, isLoadedAgain() ? WAIT_AGAIN : WAIT);
  if (only) {
    held = { place: key, key, release: only };
    await adopt(key);
    return true;
  }
  const apart = `${key}:${tab()}`;
  held = { place: key, key: apart, release: (await hold(apart)) ?? (() => undefined) };
  return false;
}

export function letGo() {
  held?.release();
  held = null;
}

const keyOf = (instance: string, flow: string) => {
  const key = place(instance, flow);
  return held?.place === key ? held.key : key;
};

/** Where the history of a saved document is kept: it goes with the tab. */
const past = (instance: string, flow: string) => `flowport:history:${instance}:${flow}`;

function read(text: string | null): Kept | null {
  try {
    const kept = text ? (JSON.parse(text) as Kept) : null;
    if (!kept || Array.isArray(kept.steps)) return kept;
    // Kept by 0.1: one step, and nothing of it saved.
    return { ...kept, expected: kept.base, steps: [0, kept.commands.length], at: 1, saved: 0 };
  } catch {
    return null;
  }
}

export const recall = (instance: string, flow: string) =>
  read(localStorage.getItem(keyOf(instance, flow))) ??
  read(sessionStorage.getItem(past(instance, flow)));

function put(storage: Storage, key: string, kept: Kept): boolean {
  try {
    storage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

/** Keeps unsaved edits for every later time, and a history without them for this tab. */
export function keep(instance: string, flow: string, kept: Kept): boolean {
  if (kept.at !== kept.saved) return put(localStorage, keyOf(instance, flow), kept);
  forget(instance, flow);
  put(sessionStorage, past(instance, flow), kept);
  return true;
}

export function forget(instance: string, flow: string) {
  localStorage.removeItem(keyOf(instance, flow));
  sessionStorage.removeItem(past(instance, flow));
}

/** The flows of an instance that have unsaved edits in this browser, of whatever tab. */
export function unsaved(instance: string): ReadonlySet<string> {
  const beginning = place(instance, "");
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(beginning));
  return new Set(keys.map((key) => key.slice(beginning.length).split(":")[0] ?? ""));
}
