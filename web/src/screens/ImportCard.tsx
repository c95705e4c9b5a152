/** One file before it is imported: its name, new or in place of another, and its notes. */

import type { Imported } from "../api/types";
import { count } from "../parts/words";
import { type Choice, withMode } from "./choices";

interface Props {
  choice: Choice;
  change: (choice: Choice) => void;
  /** Why it can't be imported like this. */
  obstacle: string;
  types: { type: string; title: string }[];
}

function Notes({ document }: { document: Imported }) {
  if (document.notes.length === 0) return null;
  return (
    <details>
      <summary>{count(document.notes.length, "note")} of the conversion</summary>
      <ul className="findings">
        {document.notes.map((note) => (
          <li key={note.id} className="finding finding-note">
            <span className="chip">{note.kind}</span>
            <span>{note.message}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Type({ choice, change, types }: Omit<Props, "obstacle">) {
  const { document, kind, type } = choice;
  if (document.type || document.kind === "module") return null;
  return (
    <select
      aria-label="Type"
      value={kind === "module" ? "MODULE" : type}
      onChange={({ target: { value } }) =>
        change(
          value === "MODULE"
            ? { ...choice, kind: "module" }
            : { ...choice, kind: "flow", type: value },
        )
      }
    >
      <option value="">Which type?</option>
      {types.map(({ type: each, title }) => (
        <option key={each} value={each}>
          {title}
        </option>
      ))}
      <option value="MODULE">Module</option>
    </select>
  );
}

export function ImportCard({ choice, change, obstacle, types }: Props) {
  const { document, name, mode, wanted } = choice;
  const title =
    document.kind === "module"
      ? "Module"
      : (types.find((each) => each.type === document.type)?.title ?? document.type);
  return (
    <section className="card import-card" aria-label={document.file}>
      <div className="row">
        <input
          type="checkbox"
          aria-label={`Import ${document.file}`}
          checked={wanted}
          onChange={(event) => change({ ...choice, wanted: event.target.checked })}
        />
        <h2 title={document.file}>{document.file}</h2>
        {title && <span className="chip">{title}</span>}
        {document.legacy && <span className="chip chip-warning">Legacy, converted</span>}
        <span className="soft">{count(document.blockCount, "block")}</span>
        <span className="fill" />
        <label className="row">
          Name
          <input
            value={name}
            onChange={(event) => change({ ...choice, name: event.target.value })}
          />
        </label>
        <Type choice={choice} change={change} types={types} />
        {document.exists && (
          <select
            aria-label="New or in place of the one with this name"
            value={mode}
            onChange={({ target }) => change(withMode(choice, target.value as Choice["mode"]))}
          >
            <option value="new">As a new {choice.kind}</option>
            <option value="replace">In place of {document.name}</option>
          </select>
        )}
      </div>
      {wanted && obstacle && <p className="said-error">{obstacle}</p>}
      <Notes document={document} />
    </section>
  );
}
