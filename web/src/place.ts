/** Where in the page one is, kept in the address behind the `#`. */

import { useSyncExternalStore } from "react";
import type { Kind } from "./api/types";

export interface Place {
  screen: "list" | "edit" | "import" | "migrate" | "opt-in" | "sessions" | "audit";
  instance: string;
  kind: Kind;
  flow: string;
  version: string;
  /** A run of a migration that is watched. */
  run: string;
}

const SCREENS = ["import", "migrate", "opt-in", "sessions", "audit"] as const;

/** `#/I/flows`, `#/I/flow/F`, `#/I/module/F?version=2`, `#/I/import`. */
export function read(hash: string): Place {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?");
  const [instance = "", what = "", flow = ""] = path.split("/").map(decodeURIComponent);
  const kind: Kind = what.startsWith("module") ? "module" : "flow";
  const members = new URLSearchParams(search);
  const [version, run] = ["version", "run"].map((name) => members.get(name) ?? "");
  const named = SCREENS.find((screen) => screen === what);
  const screen = flow ? "edit" : (named ?? "list");
  return { screen, instance, kind, flow, version: version ?? "", run: run ?? "" };
}

export const listAt = (instance: string, kind: Kind) =>
  `#/${encodeURIComponent(instance)}/${kind}s`;
export const screenAt = (instance: string, screen: Place["screen"]) =>
  `#/${encodeURIComponent(instance)}/${screen}`;
export const runAt = (instance: string, run: string) =>
  `${screenAt(instance, "migrate")}?run=${encodeURIComponent(run)}`;
export const flowAt = (instance: string, kind: Kind, flow: string, version = "") =>
  `#/${encodeURIComponent(instance)}/${kind}/${encodeURIComponent(flow)}${version ? `?version=${encodeURIComponent(version)}` : ""}`;

export const go = (hash: string) => {
  location.hash = hash;
};

function subscribe(changed: () => void) {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}

let seen = { hash: "", place: read("") };

export function here(): Place {
  if (seen.hash !== location.hash) seen = { hash: location.hash, place: read(location.hash) };
  return seen.place;
}

export const usePlace = () => useSyncExternalStore(subscribe, here);
