/** One table of references: found by ARN, by name, or not at all, each with a picker. */

import type { Reference, Resource } from "../api/types";
import { goTo } from "../canvas/window";
import { blockOf, nameOf } from "../document/edits";
import { Picker } from "./Picker";

interface Props {
  references: readonly Reference[];
  instance?: string;
  choose: ((reference: Reference, resource: Resource) => void) | null;
}

const STATES: Record<Reference["state"], string> = {
  unresolved: "Not found",
  "by-name": "Same name here",
  resolved: "Found",
  unchecked: "Not checked",
  reported: "Elsewhere",
  dynamic: "Dynamic",
};
const ORDER = Object.keys(STATES);

function Where({ reference }: { reference: Reference }) {
  const block = blockOf(reference.block);
  if (!block) return <span className="soft">{reference.block.slice(0, 24)}</span>;
  return (
    <button type="button" className="link-button" onClick={() => goTo(block.id)}>
      {nameOf(block)}
    </button>
  );
}

export function ReferenceTable({ references, instance, choose }: Props) {
  if (references.length === 0) return <p className="empty">Nothing is referred to.</p>;
  const sorted = references.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Kind</th>
          <th scope="col">Written as</th>
          <th scope="col">Block</th>
          <th scope="col">In this instance</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((reference) => (
          <tr key={reference.pointer}>
            <td>
              <span className={`chip state-${reference.state}`}>{STATES[reference.state]}</span>
            </td>
            <td>{reference.kindTitle}</td>
            <td className="cut" title={reference.written}>
              {reference.name || reference.written}
            </td>
            <td>
              <Where reference={reference} />
            </td>
            <td>
              {choose && reference.state !== "dynamic" ? (
                <Picker
                  hiddenLabel
                  label={`${reference.kindTitle} for ${reference.name || reference.written}`}
                  kind={reference.kind}
                  resource={reference.resource}
                  written=""
                  {...(instance ? { instance } : {})}
                  choose={(resource) => resource && choose(reference, resource)}
                />
              ) : (
                (reference.resource?.name ?? reference.reason)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
