/** What the flow itself is: its type, description, tags and ARN. */

import { Copy } from "lucide-react";
import type { Catalogue } from "../api/types";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { write } from "../parts/clipboard";
import { tell } from "../parts/toasts";
import { trying } from "../parts/trouble";

export function FlowDetails({ catalogue }: { catalogue: Catalogue }) {
  const { view, summary, said } = useDocument();
  const editable = useDocument(mayEdit);
  if (!view || !summary) return null;
  const type = catalogue.flowTypes.find((each) => each.type === view.type)?.title ?? view.type;
  return (
    <details className="flow-details">
      <summary>About this {view.kind}</summary>
      <dl>
        <dt>Type</dt>
        <dd>{view.kind === "module" ? "Flow module" : type}</dd>
        <dt>Size</dt>
        <dd>
          {said?.blockCount ?? 0} of {catalogue.limits.actions} blocks,{" "}
          {Math.ceil((said?.bytes ?? 0) / 1024)} kB
        </dd>
        <dt>ARN</dt>
        <dd className="arn">
          <button
            type="button"
            className="icon-button"
            aria-label="Copy the ARN"
            onClick={() => void trying(write(summary.arn).then(() => tell("info", "Copied.")))}
          >
            <Copy size={13} />
          </button>
          <span>{summary.arn}</span>
        </dd>
      </dl>
      <label>
        Description
        <textarea
          key={view.description}
          rows={3}
          defaultValue={view.description}
          readOnly={!editable}
          onBlur={({ target }) => {
            if (target.value !== view.description)
              void perform({ kind: "setFlow", description: target.value });
          }}
        />
      </label>
    </details>
  );
}
