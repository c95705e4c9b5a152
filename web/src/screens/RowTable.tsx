/** The table of flows: what each is, how it stands, and what is wrong with it. */

import { ChevronDown, ChevronUp, CircleX, Link2Off, TriangleAlert } from "lucide-react";
import { memo } from "react";
import type { Counts, Instance, Row } from "../api/types";
import { Chunks } from "../parts/Chunks";
import { when } from "../parts/when";
import { count } from "../parts/words";
import { flowAt } from "../place";
import type { Column, Order } from "./sorting";
import { useUnsaved } from "./useUnsaved";

interface Props {
  instance: Instance;
  rows: Row[] | null;
  titles: Map<string, string>;
  chosen: ReadonlySet<string>;
  choose: (ids: ReadonlySet<string>) => void;
  order: Order;
  sort: (order: Order) => void;
  /** Whether there is anything that search and filters hide. */
  hidden: boolean;
}

function Problems({ counts }: { counts: Counts | null }) {
  if (!counts) return <span className="soft">…</span>;
  const { errors, warnings, unresolved } = counts;
  if (errors + warnings + unresolved === 0) return <span className="soft">None</span>;
  return (
    <span className="counts">
      {errors > 0 && (
        <span className="bad" title={count(errors, "error")}>
          <CircleX size={13} aria-label="errors" /> {errors}
        </span>
      )}
      {warnings > 0 && (
        <span className="warn" title={count(warnings, "warning")}>
          <TriangleAlert size={13} aria-label="warnings" /> {warnings}
        </span>
      )}
      {unresolved > 0 && (
        <span className="warn" title={`${count(unresolved, "reference")} not found`}>
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

interface LineProps {
  instance: string;
  row: Row;
  index: number;
  title: string;
  chosen: boolean;
  /** Whether this browser has unsaved edits of it. */
  edited: boolean;
  toggle: (id: string) => void;
}

const Line = memo(function Line(props: LineProps) {
  const { instance, row, index, title, chosen, edited, toggle } = props;
  return (
    <tr className={chosen ? "chosen" : ""} aria-rowindex={index + 2}>
      <td>
        <input
          type="checkbox"
          aria-label={`Choose ${row.name}`}
          checked={chosen}
          onChange={() => toggle(row.id)}
        />
      </td>
      <td className="main">
        <a href={flowAt(instance, row.kind, row.id)} dir="auto">
          {row.name}
        </a>
        {edited && (
          <span className="chip chip-warning" title="This browser keeps edits that are not saved">
            Unsaved edits
          </span>
        )}
        {row.description && (
          <span className="soft cut" dir="auto">
            {row.description}
          </span>
        )}
      </td>
      <td className="line">{row.kind === "module" ? "Module" : title}</td>
      <td className="line">
        <Status row={row} />
      </td>
      <td>
        <Problems counts={row.counts} />
      </td>
      <td className="tags">
        {Object.entries(row.tags).map(([key, value]) => (
          <span className="chip" key={key}>
            {key}: {value}
          </span>
        ))}
      </td>
      <td className="soft line">{when(row.modified)}</td>
    </tr>
  );
});

const COLUMNS: [Column, string][] = [
  ["name", "Name"],
  ["type", "Type"],
  ["status", "Status"],
  ["problems", "Problems"],
  ["tags", "Tags"],
  ["modified", "Last change"],
];

function Heading({
  column,
  label,
  order,
  sort,
}: Pick<Props, "order" | "sort"> & {
  column: Column;
  label: string;
}) {
  const current = order.column === column;
  const Sign = order.down ? ChevronDown : ChevronUp;
  return (
    <th scope="col" aria-sort={current ? (order.down ? "descending" : "ascending") : undefined}>
      <button
        type="button"
        onClick={() => sort({ column, down: current ? !order.down : column === "modified" })}
      >
        {label} {current && <Sign size={13} aria-hidden />}
      </button>
    </th>
  );
}

export function RowTable(props: Props) {
  const { instance, rows, titles, chosen, choose, order, sort, hidden } = props;
  const edited = useUnsaved(instance.id);
  if (!rows) return <p className="empty">Reading…</p>;
  if (rows.length === 0)
    return (
      <p className="empty">
        {hidden
          ? "Nothing fits this search and these filters."
          : "Nothing here yet. Create one, or drop exported files on this page."}
      </p>
    );
  const all = rows.every((row) => chosen.has(row.id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  return (
    <div className="table-frame">
      <table className="table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">
              <input
                type="checkbox"
                aria-label="Choose all"
                checked={all}
                onChange={() => choose(all ? new Set() : new Set(rows.map((row) => row.id)))}
              />
            </th>
            {COLUMNS.map(([column, label]) => (
              <Heading key={column} column={column} label={label} order={order} sort={sort} />
            ))}
          </tr>
        </thead>
        <Chunks
          items={rows}
          columns={COLUMNS.length + 1}
          row={(row, index) => (
            <Line
              key={row.id}
              index={index}
              instance={instance.id}
              row={row}
              title={titles.get(row.type) ?? row.type}
              chosen={chosen.has(row.id)}
              edited={edited.has(row.id)}
              toggle={toggle}
            />
          )}
        />
      </table>
    </div>
  );
}
