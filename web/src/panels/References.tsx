/** What the flow refers to, each thing once, and what became of it in this instance. */

import type { Reference, Resource } from "../api/types";
import { goTo } from "../canvas/window";
import { blockOf, nameOf, together } from "../document/edits";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { count } from "../parts/words";
import { groupOf } from "./grouping";
import { ReferenceTable } from "./ReferenceTable";

/** How many blocks of a row are named; the others are counted. */
const NAMED = 3;

function Where({ uses }: { uses: readonly Reference[] }) {
  const blocks = [...new Set(uses.map((each) => each.block))].flatMap((id) => blockOf(id) ?? []);
  const more = blocks.length - NAMED;
  return (
    <span className="row">
      {blocks.length > 1 && <strong>{count(blocks.length, "block")} use this:</strong>}
      {blocks.slice(0, NAMED).map((block) => (
        <button key={block.id} type="button" className="link-button" onClick={() => goTo(block.id)}>
          {nameOf(block)}
        </button>
      ))}
      {more > 0 && <span className="soft">and {more} more</span>}
    </span>
  );
}

/** Leads all uses of a thing to a resource, as one step of the history. */
function choose(uses: readonly Reference[], resource: Resource) {
  const command = together(
    uses.map(({ pointer }) => ({ kind: "replaceReference", pointer, resource })),
  );
  if (command) void perform(command);
}

export function References() {
  const references = useDocument((state) => state.said?.references ?? []);
  const editable = useDocument(mayEdit);
  const groups = new Map<string, [Reference, ...Reference[]]>();
  for (const reference of references) {
    const known = groups.get(groupOf(reference));
    if (known) known.push(reference);
    else groups.set(groupOf(reference), [reference]);
  }
  const rows = [...groups].map(([key, uses]) => ({
    key,
    reference: uses[0],
    uses,
    where: <Where uses={uses} />,
  }));
  return (
    <ReferenceTable
      rows={rows}
      choose={editable ? ({ uses }, resource) => choose(uses, resource) : null}
    />
  );
}
