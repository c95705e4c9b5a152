/** What commands will most likely make of the document, as far as the server was not asked yet. */

import type { View } from "../api/types";
import { predict } from "./predict";
import { type Commands, history, recalled } from "./store";

/** Whether a list of commands begins with another one. */
export const isBeginning = (start: Commands, whole: Commands) =>
  start.length <= whole.length && start.at(-1) === whole[start.length - 1];

/** The view after commands: what the server said of the longest beginning of them, and the rest. */
export function foreseen(commands: Commands): View | null {
  const { pastStates, futureStates } = history.getState();
  let known: Commands | null = null;
  for (const { commands: state } of [...pastStates, ...futureStates]) {
    if (!state || !recalled(state) || !isBeginning(state, commands)) continue;
    if (!known || state.length >= known.length) known = state;
  }
  const view = known && recalled(known)?.view;
  return view ? commands.slice(known?.length).reduce(predict, view) : null;
}
