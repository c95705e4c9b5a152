/** The table of flows: what each is, how it stands, and what is wrong with it. */

import { CircleX, Link2Off, TriangleAlert } from "lucide-react";
import { memo } from "react";
import type { Counts, Instance, Row } from "../api/types";
import { flowAt } from "../place";

interface Props {
  instance: Instance;
  rows: Row[] | null;
  titles: Map<string, string>;
  chosen: ReadonlySet<string>;
  choose: (ids: ReadonlySet<string>) => void;
}

function Problems({ counts }: { counts: Counts | null }) {
  if (!counts) return <span className="soft">…</span>;
  const { errors, warnings, unresolved } = counts;
  if (errors + warnings + unresolved === 0) return <span className="soft">None</span>;
  return (
    <span className="counts">
      {errors > 0 && (
        <span className="bad" title={`${errors} errors`}>
          <CircleX size={13} aria-label="errors" /> {errors}
        </span>
      )}
      {warnings > 0 && (
        <span className="warn" title={`${warnings} warnings`}>
          <TriangleAlert size={13} aria-label="warnings" /> {warnings}
        </span>
      )}
      {unresolved > 0 && (
        <span className="warn" title={`${unresolved} references not found`}>
          <Link2Off size={13} aria-label="references not found" /> {unresolved}
        </span>
      )}
    </span>
  );
}

function Status({ row }: { row: Row }) {
  if (row.state === "ARCHIVED") return <span className="chip">Archived</span>;
  if (row.status !== "PUBLISHED") return <span className="chip">Saved</span>;
  return row.draft ? (
    <span className="chip chip-warning">Published, edited since</span>
  ) : (
    <span className="chip chip-success">Published</span>
  );
}

const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

interface LineProps {
  instance: string;
  row: Row;
  title: string;
  chosen: boolean;
  toggle: (id: string) => void;
}

const Line = memo(function Line({ instance, row, title, chosen, toggle }: LineProps) {
  return (
    <tr className={chosen ? "chosen" : ""}>
      <td>
        <input
          type="checkbox"
          aria-label={`Choose ${row.name}`}
          checked={chosen}
          onChange={() => toggle(row.id)}
        />
      </td>
      <td className="main">
        <a href={flowAt(instance, row.kind, row.id)}>{row.name}</a>
        {row.description && <span className="soft cut">{row.description}</span>}
      </td>
      <td>{row.kind === "module" ? "Module" : title}</td>
      <td>
        <Status row={row} />
      </td>
      <td>
        <Problems counts={row.counts} />
      </td>
      <td>
        {Object.entries(row.tags).map(([key, value]) => (
          <span className="chip" key={key}>
            {key}: {value}
          </span>
        ))}
      </td>
      <td className="soft">{FORMAT.format(row.modified * 1000)}</td>
    </tr>
  );
});

export function RowTable({ instance, rows, titles, chosen, choose }: Props) {
  if (!rows) return <p className="empty">Reading…</p>;
  if (rows.length === 0)
    return (
      <p className="empty">Nothing here yet. Create one, or drop exported files on this page.</p>
    );
  const all = rows.every((row) => chosen.has(row.id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label="Choose all"
                checked={all}
                onChange={() => choose(all ? new Set() : new Set(rows.map((row) => row.id)))}
              />
            </th>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Status</th>
            <th scope="col">Problems</th>
            <th scope="col">Tags</th>
            <th scope="col">Last change</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line
              key={row.id}
              instance={instance.id}
              row={row}
              title={titles.get(row.type) ?? row.type}
              chosen={chosen.has(row.id)}
              toggle={toggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
