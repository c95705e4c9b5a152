/** One legacy flow: what converting it says, and what became of it. */

import type { Instance, LegacyFlow as Legacy } from "../api/types";
import { count } from "../parts/words";
import { flowAt } from "../place";

interface Props {
  instance: Instance;
  flow: Legacy;
  chosen: boolean;
  /** Null where there is nothing to choose any more. */
  toggle: (() => void) | null;
}

function Standing({ flow }: { flow: Legacy }) {
  if (flow.problem || flow.ok === false)
    return <span className="chip chip-error">Can't be converted</span>;
  if (flow.ok && flow.reasons?.length)
    return <span className="chip chip-warning">Converted, saved only</span>;
  if (flow.ok) return <span className="chip chip-success">Converted</span>;
  if (flow.exact && flow.errors.length === 0) return <span className="chip">Converts exactly</span>;
  return null;
}

function Reasons({ flow }: { flow: Legacy }) {
  if (flow.problem || flow.ok === false)
    return [flow.problem, ...(flow.reasons ?? [])].filter(Boolean).map((reason) => (
      <p key={reason} className="said-error">
        {reason}
      </p>
    ));
  const reasons = flow.reasons ?? flow.errors;
  if (reasons.length === 0) return null;
  return (
    <details>
      <summary className="warn">
        {flow.ok ? "Saved" : "Will be saved"}, not published, until{" "}
        {count(reasons.length, "problem is", "problems are")} fixed
      </summary>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </details>
  );
}

export function LegacyFlow({ instance, flow, chosen, toggle }: Props) {
  return (
    <li className="card import-card">
      <div className="row">
        <input
          type="checkbox"
          aria-label={`Convert ${flow.name}`}
          checked={chosen && !flow.problem}
          disabled={toggle === null}
          onChange={toggle ?? undefined}
        />
        <h2 title={flow.name}>
          {flow.ok ? <a href={flowAt(instance.id, flow.kind, flow.id)}>{flow.name}</a> : flow.name}
        </h2>
        <Standing flow={flow} />
      </div>
      <Reasons flow={flow} />
      {flow.notes.length > 0 && (
        <details>
          <summary>{count(flow.notes.length, "note")} of the conversion</summary>
          <ul className="findings">
            {flow.notes.map((note) => (
              <li key={note.block + note.message} className="finding finding-note">
                <span className="chip">{note.kind}</span>
                <span>{note.message}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
