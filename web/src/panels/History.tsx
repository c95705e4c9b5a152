/** The edits of this session, newest first; choosing one goes back, or forward, to it. */

import { useStore } from "zustand";
import { type Commands, history, useDocument } from "../document/store";
import { travelled } from "../document/sync";
import { titleOf } from "../document/titles";

function go(steps: number) {
  const { undo, redo } = history.getState();
  if (steps < 0) undo(-steps);
  else redo(steps);
  void travelled();
}

export function History() {
  const past = useStore(history, (state) => state.pastStates);
  const future = useStore(history, (state) => state.futureStates);
  const now = useDocument((state) => state.commands);
  const saved = useDocument((state) => state.saved);
  const list = (state: { commands?: Commands }): Commands => state.commands ?? [];
  const all = [...past.map(list), now, ...future.toReversed().map(list)];
  const title = (commands: Commands) => {
    const last = commands.at(-1);
    return last ? titleOf(last) : "As it was opened";
  };
  return (
    <ol className="rows history-list">
      {all
        .map((commands, index) => ({ commands, by: index - past.length }))
        .toReversed()
        .map(({ commands, by }) => (
          <li key={by} className={by > 0 ? "undone" : ""}>
            <button
              type="button"
              className="row-button"
              aria-current={by === 0 ? "step" : undefined}
              onClick={() => by !== 0 && go(by)}
            >
              <span className="what" dir="auto">
                {title(commands)}
              </span>
              {commands === saved && <span className="chip">Saved</span>}
              {by === 0 && <span className="chip chip-success">Now</span>}
            </button>
          </li>
        ))}
    </ol>
  );
}
