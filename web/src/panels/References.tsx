/** What the flow refers to, and what became of it in this instance. */

import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { ReferenceTable } from "./ReferenceTable";

export function References() {
  const references = useDocument((state) => state.said?.references ?? []);
  const editable = useDocument(mayEdit);
  return (
    <ReferenceTable
      references={references}
      choose={
        editable
          ? ({ pointer }, resource) => void perform({ kind: "replaceReference", pointer, resource })
          : null
      }
    />
  );
}
