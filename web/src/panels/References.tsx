/** What the flow refers to, and what became of it in this instance. */

import type { Reference } from "../api/types";
import { goTo } from "../canvas/window";
import { blockOf, nameOf } from "../document/edits";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { ReferenceTable } from "./ReferenceTable";

function Where({ reference }: { reference: Reference }) {
  const block = blockOf(reference.block);
  if (!block) return null;
  return (
    <button type="button" className="link-button" onClick={() => goTo(block.id)}>
      {nameOf(block)}
    </button>
  );
}

export function References() {
  const references = useDocument((state) => state.said?.references ?? []);
  const editable = useDocument(mayEdit);
  const rows = references.map((reference) => ({
    key: reference.pointer,
    reference,
    where: <Where reference={reference} />,
  }));
  return (
    <ReferenceTable
      rows={rows}
      choose={
        editable
          ? ({ reference: { pointer } }, resource) =>
              void perform({ kind: "replaceReference", pointer, resource })
          : null
      }
    />
  );
}
