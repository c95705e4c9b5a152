/** Every action by its name: write, choose, Enter. */

import { type KeyboardEvent, useState } from "react";
import { flushSync } from "react-dom";
import { actions, isEnabled, run } from "../../actions";
import { shown } from "../../actions/keys";
import { Dialog } from "../../parts/Dialog";

export function Palette({ close }: { close: () => void }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const parts = words.toLowerCase().split(/\s+/);
  const found = actions
    .filter((action) => parts.every((part) => action.label.toLowerCase().includes(part)))
    .filter(isEnabled);
  const choose = (index: number) => {
    const action = found[index];
    flushSync(close); // at once, so that the next key finds the action done
    if (action) run(action);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") choose(at);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title="Actions" close={close}>
      <input
        autoFocus
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls="actions-list"
        aria-activedescendant={found[at] ? `action-${found[at].id}` : undefined}
        aria-label="Search actions"
        placeholder="What do you want to do?"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <div role="listbox" id="actions-list" aria-label="Actions" className="action-list">
        {found.map((action, index) => (
          <div
            key={action.id}
            id={`action-${action.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerDown={(event) => {
              event.preventDefault();
              choose(index);
            }}
          >
            <span className="soft">{action.group}</span> {action.label}
            <span className="fill" />
            {action.keys?.[0] && <kbd>{shown(action.keys[0])}</kbd>}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
