/** What a run did with each flow: how many were published, only saved or failed, why, and where. */

import { useState } from "react";
import { useSession } from "../../api/session";
import type { Kind, Run, RunEvent } from "../../api/types";
import { flowAt } from "../../place";

type Outcome = "published" | "saved" | "failed" | "done";

interface Done {
  label: string;
  kind: Kind;
  name: string;
  id: string;
  outcome: string;
  reasons: string[];
}

const LABELS: Record<Outcome, string> = {
  published: "published",
  saved: "only saved",
  failed: "failed",
  done: "changed otherwise",
};

const TONES: Record<Outcome, string> = {
  published: "tone-success",
  saved: "",
  failed: "tone-error",
  done: "",
};

/** How many rows are shown before one asks for more. */
const STEP = 100;

/** What became of each flow in the end, as the last step about it says. */
function lastOf(events: readonly RunEvent[]): Done[] {
  const found = new Map<string, Done>();
  for (const { event, label = "", id = "", outcome = "", reasons = [], what } of events) {
    const [kind = "", ...name] = label.split(":");
    if (event !== "step" || what === "undo" || (kind !== "flow" && kind !== "module")) continue;
    const before = found.get(label);
    found.set(label, {
      label,
      kind,
      name: name.join(":"),
      id: id || (before?.id ?? ""),
      // A step beside it, such as its tags, does not unsay that it was published.
      outcome: outcome === "done" && before ? before.outcome : outcome,
      reasons: outcome === "done" && before ? before.reasons : reasons,
    });
  }
  return [...found.values()];
}

const fits = ({ outcome }: Done, shown: Outcome) =>
  shown === "failed" ? outcome === "failed" || outcome === "stopped" : outcome === shown;

function Row({ done, instance }: { done: Done; instance: string | undefined }) {
  const { kind, name, id, reasons, outcome } = done;
  return (
    <li>
      {instance && id ? <a href={flowAt(instance, kind, id)}>{name}</a> : <strong>{name}</strong>}
      {kind === "module" && <span className="chip">Module</span>}
      {reasons.map((reason) => (
        <span key={reason} className="reason">
          {reason}
        </span>
      ))}
      {outcome === "saved" && reasons.length === 0 && (
        <span className="soft">as planned: publishing it was not asked for</span>
      )}
    </li>
  );
}

export function RunOutcomes({ run, events }: { run: Run; events: readonly RunEvent[] }) {
  const instances = useSession((state) => state.session?.instances ?? []);
  const instance = instances.find(({ arn }) => arn === run.targetArn)?.id;
  const every = lastOf(events);
  const numbers = (Object.keys(LABELS) as Outcome[]).map((each): [Outcome, number] => [
    each,
    every.filter((done) => fits(done, each)).length,
  ]);
  const worst = (["failed", "saved", "published", "done"] as const).find((each) =>
    numbers.some(([outcome, number]) => outcome === each && number > 0),
  );
  const [chosen, choose] = useState<Outcome | null>(null);
  const [most, setMost] = useState(STEP);
  const shown = chosen ?? worst;
  if (!shown || run.what === "undo") return null;
  const rows = every.filter((done) => fits(done, shown));
  const left = rows.length - most;
  return (
    <div className="run-outcomes">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame and a legend */}
      <div className="import-summary" role="group" aria-label="Show">
        {numbers.map(
          ([outcome, number]) =>
            number > 0 && (
              <button
                key={outcome}
                type="button"
                className={`filter-chip ${TONES[outcome]}`}
                aria-pressed={outcome === shown}
                onClick={() => choose(outcome)}
              >
                <strong>{number.toLocaleString()}</strong> {LABELS[outcome]}
              </button>
            ),
        )}
      </div>
      <ul className="rows" aria-label={LABELS[shown]}>
        {rows.slice(0, most).map((done) => (
          <Row key={done.label} done={done} instance={instance} />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" className="link-button" onClick={() => setMost(most + STEP)}>
          Show {Math.min(STEP, left)} more of {left}
        </button>
      )}
    </div>
  );
}
