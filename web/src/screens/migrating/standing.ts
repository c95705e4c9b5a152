/** How a run stands, in words and a colour. */

import type { Run } from "../../api/types";

const WORDS: Record<Run["state"], [string, string]> = {
  "under way": ["Under way", "chip-warning"],
  stopped: ["Stopped", "chip-warning"],
  complete: ["Complete", "chip-success"],
  incomplete: ["Incomplete", "chip-error"],
  undone: ["Undone", ""],
};

export function standing({ state, what }: Pick<Run, "state" | "what">): [string, string] {
  if (what === "undo" && state === "under way") return ["Being undone", "chip-warning"];
  return WORDS[state];
}

const ID = /^[0-9a-f]{8}(?=-[0-9a-f]{4}-)/;

/** From where to where, with the beginning of an id in place of a name that an instance lacks. */
export const movement = ({ source, target }: Pick<Run, "source" | "target">) =>
  [source, target]
    .map((name) => (ID.test(name) ? `Instance ${name.slice(0, 8)}` : name))
    .join(" to ");
