/** One file before it is imported: its name, its type, new or in place of another, and its notes. */

import { ChevronDown, ChevronRight } from "lucide-react";
import { memo } from "react";
import type { Held } from "../api/types";
import { count } from "../parts/words";
import { type Action, type Choice, isUntyped, typeOf, withType } from "./choices";

interface Props {
  choice: Choice;
  held: Held | undefined;
  /** Why it can't be imported like this. */
  problem: string;
  types: { type: string; title: string }[];
  chosen: boolean;
  open: boolean;
  position: number;
  of: number;
  change: (key: number, change: (choice: Choice) => Choice) => void;
  act: (choice: Choice, action: Action) => void;
  toggle: (key: number) => void;
  unfold: (key: number) => void;
}

function Type({ choice, change, types }: Pick<Props, "choice" | "change" | "types">) {
  const { key } = choice;
  const value = typeOf(choice);
  const title = types.find(({ type }) => type === value)?.title ?? value;
  if (!isUntyped(choice))
    return <span className="type">{value === "MODULE" ? "Module" : title}</span>;
  return (
    <select
      aria-label="Type"
      className="type"
      value={value}
      onChange={({ target }) => change(key, (now) => withType(now, target.value))}
    >
      <option value="">Which type?</option>
      {types.map(({ type, title: each }) => (
        <option key={type} value={type}>
          {each}
        </option>
      ))}
      <option value="MODULE">Module</option>
    </select>
  );
}

function Act({ choice, held, act }: Pick<Props, "choice" | "held" | "act">) {
  const { action, kind, name } = choice;
  const undecided = held !== undefined && action === "new";
  return (
    <select
      aria-label="New, in place of the one with this name, or skipped"
      className="act"
      value={undecided ? "" : action}
      onChange={({ target }) => act(choice, target.value as Action)}
    >
      {undecided && <option value="">The name is taken…</option>}
      <option value="new">{undecided ? "New, under another name" : `As a new ${kind}`}</option>
      {(held || action === "replace") && <option value="replace">In place of {name}</option>}
      <option value="skip">Skip</option>
    </select>
  );
}

function Facts({ choice, open, unfold }: Pick<Props, "choice" | "open" | "unfold">) {
  const { document, counts, key } = choice;
  const Fold = open ? ChevronDown : ChevronRight;
  return (
    <>
      <span>{count(document.blockCount, "block")}</span>
      {document.legacy && <span className="chip chip-warning">Legacy, converted</span>}
      {document.notes.length > 0 && (
        <button
          type="button"
          className="link-button"
          aria-expanded={open}
          onClick={() => unfold(key)}
        >
          <Fold size={13} aria-hidden /> {count(document.notes.length, "note")} of the conversion
        </button>
      )}
      {counts && counts.errors > 0 && <span className="bad">{count(counts.errors, "error")}</span>}
      {counts && counts.warnings > 0 && (
        <span className="warn">{count(counts.warnings, "warning")}</span>
      )}
    </>
  );
}

export const ImportCard = memo(function ImportCard(props: Props) {
  const { choice, problem, chosen, open, position, of, change, toggle } = props;
  const { document, name, key, action } = choice;
  return (
    <li
      className={`import-card${chosen ? " chosen" : ""}${action === "skip" ? " skipped" : ""}`}
      aria-label={document.file}
      aria-posinset={position}
      aria-setsize={of}
    >
      <div className="import-line">
        <input
          type="checkbox"
          aria-label={`Choose ${document.file}`}
          checked={chosen}
          onChange={() => toggle(key)}
        />
        <h2 title={document.file}>{document.file}</h2>
        <input
          aria-label="Name"
          className="name"
          value={name}
          title={name}
          onChange={({ target }) => change(key, (now) => ({ ...now, name: target.value }))}
        />
        <Type {...props} />
        <Act {...props} />
      </div>
      <div className="import-facts soft">
        <Facts {...props} />
        {problem && (
          <span className="said-error" title={problem}>
            {problem}
          </span>
        )}
      </div>
      {open && (
        <ul className="findings import-notes">
          {document.notes.map((note) => (
            <li key={note.id} className="finding finding-note">
              <span className="chip">{note.kind}</span>
              <span>{note.message}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
});
