/** The history of a document as it is kept: the longest list of commands, and its steps. */

import type { Command } from "../api/types";
import type { Commands } from "./store";

export interface Timeline {
  /** The longest list; every state of the history is a beginning of it. */
  commands: Command[];
  /** How long each state is, from the first to the last that can be redone. */
  steps: number[];
  /** The state that is open, as a place in `steps`. */
  at: number;
  /** The state that the server has, as a place in `steps`; -1 where the history has left it. */
  saved: number;
}

export interface States {
  past: Commands[];
  now: Commands;
  /** What can be redone, the next one last. */
  future: Commands[];
  saved: Commands;
}

export function packed({ past, now, future, saved }: States): Timeline {
  const states = [...past, now, ...future.toReversed()];
  return {
    commands: [...(states.at(-1) ?? now)],
    steps: states.map((state) => state.length),
    at: past.length,
    saved: states.indexOf(saved),
  };
}

export function unpacked({ commands, steps, at, saved }: Timeline): States {
  const states: Commands[] = steps.map((length) => commands.slice(0, length));
  return {
    past: states.slice(0, at),
    now: states[at] ?? commands,
    future: states.slice(at + 1).reverse(),
    saved: states[saved] ?? [],
  };
}
