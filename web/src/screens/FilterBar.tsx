/** Search and filters above a list, and what can be done with the rows that are chosen. */

import { Search } from "lucide-react";
import { useState } from "react";
import type { Kind, Rights, Row } from "../api/types";
import { Dialog } from "../parts/Dialog";
import { count } from "../parts/words";
import { Impact } from "./Impact";
import { TagsDialog } from "./TagsDialog";

export interface Filters {
  words: string;
  type: string;
  state: "" | "ACTIVE" | "ARCHIVED" | "problems";
}

export function fitting(rows: readonly Row[], { words, type, state }: Filters): Row[] {
  const wanted = words.trim().toLowerCase();
  return rows.filter((row) => {
    const text = [row.name, row.description, row.id, ...Object.entries(row.tags).flat()];
    const problems = (row.counts?.errors ?? 0) + (row.counts?.unresolved ?? 0) > 0;
    return (
      (!wanted || text.some((each) => each.toLowerCase().includes(wanted))) &&
      (!type || row.type === type) &&
      (!state || (state === "problems" ? problems : row.state === state))
    );
  });
}

/** What becomes of a row. */
export type Change = (row: Row) => Partial<Row>;

interface Props {
  kind: Kind;
  filters: Filters;
  change: (filters: Filters) => void;
  types: { type: string; title: string }[];
  selected: Row[];
  rights: Rights;
  /** Changes each of the selected rows, or deletes them. */
  bulk: (change: Change | null) => void;
  instance: string;
}

type ChosenProps = Omit<Props, "filters" | "change" | "types">;

function Chosen({ kind, selected, rights, bulk, instance }: ChosenProps) {
  const [deleting, setDeleting] = useState(false);
  const [tagging, setTagging] = useState(false);
  if (selected.length === 0) return null;
  return (
    <>
      <span className="rule" />
      <strong>{selected.length} chosen</strong>
      {rights.edit && selected.some((row) => row.state === "ACTIVE") && (
        <button
          type="button"
          className="button"
          onClick={() => bulk(() => ({ state: "ARCHIVED" }))}
        >
          Archive
        </button>
      )}
      {rights.edit && selected.some((row) => row.state === "ARCHIVED") && (
        <button type="button" className="button" onClick={() => bulk(() => ({ state: "ACTIVE" }))}>
          Restore
        </button>
      )}
      {rights.edit && (
        <button type="button" className="button" onClick={() => setTagging(true)}>
          Tags…
        </button>
      )}
      {rights.delete && (
        <button type="button" className="button danger" onClick={() => setDeleting(true)}>
          Delete…
        </button>
      )}
      {tagging && (
        <TagsDialog noun={kind} rows={selected} change={bulk} close={() => setTagging(false)} />
      )}
      {deleting && (
        <Dialog title={`Delete ${count(selected.length, kind)}?`} close={() => setDeleting(false)}>
          <ul className="reasons">
            {selected.slice(0, 12).map((row) => (
              <li key={row.id}>{row.name}</li>
            ))}
            {selected.length > 12 && <li>and {selected.length - 12} more</li>}
          </ul>
          <Impact instance={instance} rows={selected} />
          <p>This can't be undone. Archiving keeps them.</p>
          <footer>
            <button type="button" className="button" onClick={() => setDeleting(false)}>
              Cancel
            </button>
            <button
              type="button"
              className="button danger"
              onClick={() => {
                setDeleting(false);
                bulk(null);
              }}
            >
              Delete
            </button>
          </footer>
        </Dialog>
      )}
    </>
  );
}

export function FilterBar(props: Props) {
  const { kind, filters, change, types } = props;
  return (
    <div className="filters">
      <label className="search">
        <Search size={14} aria-hidden />
        <input
          type="search"
          aria-label={`Search ${kind}s`}
          placeholder="Search by name, tag or description"
          value={filters.words}
          onChange={(event) => change({ ...filters, words: event.target.value })}
        />
      </label>
      {kind === "flow" && (
        <select
          aria-label="Type"
          value={filters.type}
          onChange={(event) => change({ ...filters, type: event.target.value })}
        >
          <option value="">All types</option>
          {types.map(({ type, title }) => (
            <option key={type} value={type}>
              {title}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label="Show"
        value={filters.state}
        onChange={(event) => change({ ...filters, state: event.target.value as Filters["state"] })}
      >
        <option value="ACTIVE">Active</option>
        <option value="ARCHIVED">Archived</option>
        <option value="problems">With problems</option>
        <option value="">All</option>
      </select>
      <Chosen {...props} />
    </div>
  );
}
