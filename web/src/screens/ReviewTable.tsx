/** The review: all that the files refer to, each thing once with how many use it, and a picker. */

import { useState } from "react";
import type { Resource } from "../api/types";
import { type ReferenceRow, ReferenceTable } from "../panels/ReferenceTable";
import { count } from "../parts/words";
import { isOpen, type Wanted } from "./choices";

interface Props {
  instance: string;
  wanted: Wanted[];
  choose: (wanted: Wanted, resource: Resource) => void;
}

/** How many places a row names, of those that use a thing. */
const NAMED = 20;
/** How many rows are shown before one asks for more, and how many more one gets. */
const STEP = 50;

function Where({ wanted: { places } }: { wanted: Wanted }) {
  const named = places.slice(0, NAMED).map(({ flow, block }) => `${flow}: ${block}`);
  const [first] = named;
  if (places.length === 1) return <span title={first}>{first}</span>;
  const flows = new Set(places.map(({ choice }) => choice)).size;
  const more = places.length - named.length;
  return (
    <span title={[...named, ...(more > 0 ? [`and ${more} more`] : [])].join("\n")}>
      <strong>{count(places.length, "block")}</strong> in {count(flows, "file")}
      <span className="soft">, such as {first}</span>
    </span>
  );
}

function rowsOf(wanted: readonly Wanted[]): (ReferenceRow & { each: Wanted })[] {
  return wanted.map((each) => ({
    key: each.key,
    reference: each.reference,
    where: <Where wanted={each} />,
    each,
  }));
}

export function ReviewTable({ instance, wanted, choose }: Props) {
  const [most, setMost] = useState(STEP);
  if (wanted.length === 0) return null;
  const isLost = ({ reference }: Wanted) => isOpen(reference);
  const open = wanted.filter(isLost).length;
  const mostUsed = wanted.toSorted(
    (a, b) => Number(isLost(b)) - Number(isLost(a)) || b.places.length - a.places.length,
  );
  const shown = mostUsed.slice(0, most);
  return (
    <section className="card review" aria-label="References">
      <h2>
        {count(wanted.length, "reference")}
        {open > 0 && <span className="chip chip-warning">{open} not found</span>}
      </h2>
      <p className="soft">
        {open > 0
          ? "Choose a replacement for each that was not found: it counts for every block that uses it. You can also do it later on its block, where it stays as a warning: the flow can be saved, but not published."
          : "All of them are in this instance."}
      </p>
      <ReferenceTable
        rows={rowsOf(shown)}
        instance={instance}
        choose={({ each }, resource) => choose(each, resource)}
      />
      {shown.length < wanted.length && (
        <button type="button" className="link-button" onClick={() => setMost(most + STEP)}>
          Show {Math.min(STEP, wanted.length - most)} more of {wanted.length - most}
        </button>
      )}
    </section>
  );
}
