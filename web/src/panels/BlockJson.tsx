/** The block as it is in the document, to read and to write. */

import { type FocusEvent, useRef, useState } from "react";
import type { Properties } from "../api/types";
import { mayEdit, useDocument } from "../document/store";
import { hearing, perform } from "../document/sync";
import { tell } from "../parts/toasts";

/** What was written and refused, by block, until it is fixed or discarded. */
const drafts = new Map<string, { text: string; refusal: string }>();

export function BlockJson({ properties }: { properties: Properties }) {
  const { block, json } = properties;
  const editable = useDocument(mayEdit);
  const [draft, setDraft] = useState(drafts.get(block) ?? null);
  const changed = draft !== null && draft.text !== json;
  const put = (now: typeof draft) => {
    if (now) drafts.set(block, now);
    else drafts.delete(block);
    setDraft(now);
  };
  const field = useRef<HTMLTextAreaElement>(null);
  const sent = useRef<typeof draft>(null);
  const apply = async () => {
    if (!changed || draft.refusal || draft === sent.current) return;
    sent.current = draft;
    const hear = (said: string) => field.current || tell("error", said);
    const refusal = await hearing(hear, () =>
      perform({ kind: "blockJson", block, text: draft.text }),
    );
    // What was written while the server was asked stays, to be applied in its turn.
    if (drafts.get(block) === draft) put(refusal ? { ...draft, refusal } : null);
  };
  const left = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!currentTarget.contains(relatedTarget)) void apply();
  };
  return (
    <fieldset className="json" onBlur={left}>
      <legend className="hidden">JSON</legend>
      <textarea
        ref={field}
        aria-label="The block's JSON"
        aria-invalid={Boolean(draft?.refusal)}
        aria-describedby="json-refusal"
        spellCheck={false}
        readOnly={!editable}
        value={draft?.text ?? json}
        onChange={(event) => put({ text: event.target.value, refusal: "" })}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void apply();
        }}
      />
      <div id="json-refusal" role="alert">
        {draft?.refusal && <p className="said-error">{draft.refusal}</p>}
      </div>
      {editable && (
        <div className="row">
          <button type="button" className="button" disabled={!changed} onClick={() => put(null)}>
            Reset
          </button>
          <button
            type="button"
            className="button primary"
            disabled={!changed || draft.refusal !== ""}
            onClick={() => void apply()}
          >
            Apply
          </button>
        </div>
      )}
    </fieldset>
  );
}
