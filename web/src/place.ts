/** Where in the page one is, kept in the address behind the `#`. */

import { create } from "zustand";
import type { Kind } from "./api/types";

export interface Place {
  screen: "list" | "edit" | "import" | "find" | "migrate" | "opt-in" | "sessions" | "audit";
  instance: string;
  kind: Kind;
  flow: string;
  version: string;
  /** A block of the flow that is gone to. */
  block: string;
  /** A run of a migration that is watched. */
  run: string;
  /** What follows the question mark. */
  search: string;
}

const SCREENS = ["import", "find", "migrate", "opt-in", "sessions", "audit"] as const;

/** A part of an address; one that is not well formed is taken as it is, and is found nowhere. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `#/I/flows`, `#/I/flow/F`, `#/I/module/F?version=2`, `#/I/import`. */
export function read(hash: string): Place {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [instance = "", what = "", flow = ""] = path.split("/").map(decoded);
  const kind: Kind = what.startsWith("module") ? "module" : "flow";
  const members = new URLSearchParams(search);
  const [version = "", run = "", block = ""] = ["version", "run", "block"].map(
    (name) => members.get(name) ?? "",
  );
  const named = SCREENS.find((screen) => screen === what);
  const screen = flow ? "edit" : (named ?? "list");
  return { screen, instance, kind, flow, version, block, run, search };
}

export const listAt = (instance: string, kind: Kind) =>
  `#/${encodeURIComponent(instance)}/${kind}s`;
export const screenAt = (instance: string, screen: Place["screen"]) =>
  `#/${encodeURIComponent(instance)}/${screen}`;
export const runAt = (instance: string, run: string) =>
  `${screenAt(instance, "migrate")}?run=${encodeURIComponent(run)}`;
/** Where all flows are searched: by a query, or for who uses a resource. */
export const findAt = (instance: string, members: Record<string, string>) =>
  `${screenAt(instance, "find")}?${new URLSearchParams(members)}`;
export const blockAt = (instance: string, kind: Kind, flow: string, block: string) =>
  `${flowAt(instance, kind, flow)}?${new URLSearchParams({ block })}`;
export const flowAt = (instance: string, kind: Kind, flow: string, version = "") =>
  `#/${encodeURIComponent(instance)}/${kind}/${encodeURIComponent(flow)}${version ? `?version=${encodeURIComponent(version)}` : ""}`;

export const go = (hash: string) => {
  location.hash = hash;
};

/** The address that is shown. It lags behind the browser's while something has to be finished. */
const useShown = create(() => ({ hash: location.hash, place: read(location.hash) }));

const over: (() => Promise<unknown>)[] = [];

/** Has another place shown only once something here is over; until that is no longer asked. */
export function finishFirst(left: () => Promise<unknown>): () => void {
  over.push(left);
  return () => void over.splice(over.indexOf(left), 1);
}

const questions: (() => Promise<boolean>)[] = [];

/** Has another place shown only if that is answered with yes; until it is no longer asked. */
export function askFirst(question: () => Promise<boolean>): () => void {
  questions.push(question);
  return () => void questions.splice(questions.indexOf(question), 1);
}

/** Whether nothing holds the reader here; where something does, the address goes back to it. */
async function mayLeave(): Promise<boolean> {
  const stay = useShown.getState().hash;
  if (location.hash === stay) return false;
  for (const question of questions) {
    if (await question()) continue;
    location.hash = stay;
    return false;
  }
  return true;
}

addEventListener("hashchange", async () => {
  if (!(await mayLeave())) return;
  await Promise.all(over.map((left) => left()));
  const { hash } = location;
  if (useShown.getState().hash !== hash) useShown.setState({ hash, place: read(hash) });
});

export const here = () => useShown.getState().place;
export const usePlace = () => useShown(({ place }) => place);
