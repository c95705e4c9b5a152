/** One file before it is imported: name, new or in place of another, notes, references. */

import type { Imported, Instance, Reference, Resource } from "../api/types";
import { ReferenceTable } from "../panels/ReferenceTable";

export interface Choice {
  document: Imported;
  wanted: boolean;
  name: string;
  type: string;
  mode: "new" | "replace";
  /** What was chosen in the review, by pointer. */
  bound: Record<string, Resource>;
}

interface Props {
  instance: Instance;
  choice: Choice;
  change: (choice: Choice) => void;
  types: { type: string; title: string }[];
}

const bound = (reference: Reference, choice: Choice): Reference => {
  const resource = choice.bound[reference.pointer];
  return resource ? { ...reference, resource, state: "resolved" } : reference;
};

function Notes({ document }: { document: Imported }) {
  if (document.notes.length === 0) return null;
  return (
    <details>
      <summary>
        {document.notes.length} note{document.notes.length === 1 ? "" : "s"} of the conversion
      </summary>
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

export function ImportCard({ instance, choice, change, types }: Props) {
  const { document, name, mode, wanted } = choice;
  if (!document.ok)
    return (
      <section className="card import-card" aria-label={document.file}>
        <h2>{document.file}</h2>
        <p className="said-error">{document.message}</p>
      </section>
    );
  const title = ({ kind, type }: Imported) =>
    kind === "module" ? "Module" : (types.find((each) => each.type === type)?.title ?? type);
  const references = document.references.map((reference) => bound(reference, choice));
  const open = references.filter(({ state }) => state === "unresolved" || state === "by-name");
  return (
    <section className="card import-card" aria-label={document.file}>
      <div className="row">
        <input
          type="checkbox"
          aria-label={`Import ${document.file}`}
          checked={wanted}
          onChange={(event) => change({ ...choice, wanted: event.target.checked })}
        />
        <h2>{document.file}</h2>
        {document.type && <span className="chip">{title(document)}</span>}
        {document.legacy && <span className="chip chip-warning">Legacy, converted</span>}
        <span className="soft">{document.blockCount} blocks</span>
        <span className="fill" />
        <label className="row">
          Name
          <input
            value={name}
            onChange={(event) => change({ ...choice, name: event.target.value })}
          />
        </label>
        {document.kind === "flow" && !document.type && (
          <select
            aria-label="Type"
            value={choice.type}
            onChange={(event) => change({ ...choice, type: event.target.value })}
          >
            <option value="">Which type?</option>
            {types.map(({ type, title: called }) => (
              <option key={type} value={type}>
                {called}
              </option>
            ))}
          </select>
        )}
        {document.exists && (
          <select
            aria-label="New or in place of the one with this name"
            value={mode}
            onChange={(event) => change({ ...choice, mode: event.target.value as Choice["mode"] })}
          >
            <option value="new">As a new one</option>
            <option value="replace">In place of {document.name}</option>
          </select>
        )}
      </div>
      <Notes document={document} />
      {references.length > 0 && (
        <details open={open.length > 0}>
          <summary>
            {references.length} references, {open.length} to review
          </summary>
          <ReferenceTable
            references={references}
            instance={instance.id}
            choose={(reference, resource) =>
              change({ ...choice, bound: { ...choice.bound, [reference.pointer]: resource } })
            }
          />
        </details>
      )}
    </section>
  );
}
