/** The block as it stands in the document, to read and to write. */

import { useState } from "react";
import type { Properties } from "../api/types";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";

export function BlockJson({ properties }: { properties: Properties }) {
  const editable = useDocument(mayEdit);
  const [text, setText] = useState<string | null>(null);
  const changed = text !== null && text !== properties.json;
  return (
    <div className="json">
      <textarea
        aria-label="The block's JSON"
        spellCheck={false}
        readOnly={!editable}
        value={text ?? properties.json}
        onChange={(event) => setText(event.target.value)}
      />
      {editable && (
        <div className="row">
          <button
            type="button"
            className="button"
            disabled={!changed}
            onClick={() => setText(null)}
          >
            Reset
          </button>
          <button
            type="button"
            className="button primary"
            disabled={!changed}
            onClick={() => {
              void perform({ kind: "blockJson", block: properties.block, text });
              setText(null);
            }}
          >
            Apply
          </button>
        </div>
      )}
    </div>
  );
}
