/**
 * Edits take turns. One that asks the server before it is a command, as pasting does, is under way
 * until it is drawn; later edits begin after it, and what saves or reads the document waits for it.
 */

import { create } from "zustand";
import { useDocument } from "./store";

/** How many edits are under way, or wait for their turn. */
export const useTurns = create(() => ({ underWay: 0 }));

let last: Promise<unknown> = Promise.resolve();

export const isUnderWay = () => useTurns.getState().underWay > 0;

/** Ends when no edit is under way. */
export async function turnsOver() {
  while (isUnderWay()) await last;
}

const count = (by: number) => useTurns.setState(({ underWay }) => ({ underWay: underWay + by }));

/** Performs an edit: in the same moment where none is under way, else after those that are. */
export function edit<T>(perform: () => T | Promise<T>): Promise<T> {
  if (isUnderWay()) return under(last.then(perform));
  const { commands } = useDocument.getState();
  const done = (async () => perform())();
  const drawn = useDocument.getState().commands !== commands;
  return drawn ? done : under(done);
}

function under<T>(done: Promise<T>): Promise<T> {
  count(1);
  last = done.then(
    () => count(-1),
    () => count(-1),
  );
  return done;
}
