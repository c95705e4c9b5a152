/** The review: one table of all that the files refer to, each thing once, with a picker. */

import type { Resource } from "../api/types";
import { ReferenceTable } from "../panels/ReferenceTable";
import { count } from "../parts/words";
import { isOpen, type Wanted } from "./choices";

interface Props {
  instance: string;
  wanted: Wanted[];
  choose: (wanted: Wanted, resource: Resource) => void;
}

function Where({ wanted: { places } }: { wanted: Wanted }) {
  const [first, ...more] = places;
  return (
    <span title={places.map((place) => place.where).join("\n")}>
      {first?.where}
      {more.length > 0 && <span className="soft"> and {count(more.length, "more place")}</span>}
    </span>
  );
}

export function ReviewTable({ instance, wanted, choose }: Props) {
  if (wanted.length === 0) return null;
  const open = wanted.filter(({ reference }) => isOpen(reference)).length;
  const rows = wanted.map((each) => ({
    key: each.key,
    reference: each.reference,
    where: <Where wanted={each} />,
    each,
  }));
  return (
    <section className="card" aria-label="References">
      <h2>
        {count(wanted.length, "reference")}
        {open > 0 && <span className="chip chip-warning">{open} not found</span>}
      </h2>
      <p className="soft">
        {open > 0
          ? "Choose a replacement for each that was not found, here or later on its block, where it stays as a warning: the flow can be saved, but not published."
          : "All of them are in this instance."}
      </p>
      <ReferenceTable
        rows={rows}
        instance={instance}
        choose={({ each }, resource) => choose(each, resource)}
      />
    </section>
  );
}
