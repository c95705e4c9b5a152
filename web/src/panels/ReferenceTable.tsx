/** One table of references: found by ARN, by name, or not at all, each with a picker. */

import type { ReactNode } from "react";
import type { Reference, Resource } from "../api/types";
import { Chunks } from "../parts/Chunks";
import { Picker } from "./Picker";

export interface ReferenceRow {
  key: string;
  reference: Reference;
  where: ReactNode;
}

interface Props<Row extends ReferenceRow> {
  rows: readonly Row[];
  instance?: string;
  choose: ((row: Row, resource: Resource) => void) | null;
}

const STATES: Record<Reference["state"], string> = {
  unresolved: "Not found",
  "by-name": "By name",
  resolved: "Found",
  unchecked: "Not checked",
  reported: "Elsewhere",
  dynamic: "Dynamic",
};
const ORDER = Object.keys(STATES);

/** What the server calls the ARN of a flow that the same import brings. */
const AWAITED = "awaited:";

const isAwaited = ({ resource }: Reference) => resource?.arn.startsWith(AWAITED) === true;

function stateOf(reference: Reference): string {
  if (isAwaited(reference)) return "In this import";
  if (reference.state === "resolved") return reference.how === "bound" ? "Chosen" : "Found by ARN";
  return STATES[reference.state];
}

function Target<Row extends ReferenceRow>({
  row,
  ...props
}: Omit<Props<Row>, "rows"> & { row: Row }) {
  const { reference } = row;
  const { instance, choose } = props;
  if (!choose || reference.state === "dynamic" || isAwaited(reference))
    return reference.resource?.name ?? reference.reason;
  return (
    <Picker
      hiddenLabel
      label={`${reference.kindTitle} for ${reference.name || reference.written}`}
      kind={reference.kind}
      resource={reference.resource}
      written=""
      {...(instance ? { instance } : {})}
      choose={(resource) => resource && choose(row, resource)}
    />
  );
}

export function ReferenceTable<Row extends ReferenceRow>({ rows, ...props }: Props<Row>) {
  if (rows.length === 0) return <p className="empty">Nothing is referred to.</p>;
  const place = ({ reference }: Row) => ORDER.indexOf(reference.state);
  return (
    <table className="table references" aria-rowcount={rows.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">State</th>
          <th scope="col">Kind</th>
          <th scope="col">Written as</th>
          <th scope="col">Block</th>
          <th scope="col">In this instance</th>
        </tr>
      </thead>
      <Chunks
        items={rows.toSorted((a, b) => place(a) - place(b))}
        columns={5}
        row={(row, index) => (
          <tr key={row.key} aria-rowindex={index + 2}>
            <td>
              <span className={`chip state-${row.reference.state}`}>{stateOf(row.reference)}</span>
            </td>
            <td className="kind">{row.reference.kindTitle}</td>
            <td>
              <span className="cut" dir="auto" title={row.reference.written}>
                {row.reference.name || row.reference.written}
              </span>
            </td>
            <td>{row.where}</td>
            <td>
              <Target row={row} {...props} />
            </td>
          </tr>
        )}
      />
    </table>
  );
}
