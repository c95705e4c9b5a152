/** A plan before it is carried out: what becomes of each flow, and what it refers to there. */

import type { Plan, PlanItem, PlanReference, Resource } from "../api/types";
import { Picker } from "../panels/Picker";

export type Bind = (reference: PlanReference, resource: Resource) => void;

const WORDS: Record<PlanItem["action"], [string, string]> = {
  create: ["Create", "chip-success"],
  update: ["Update", "chip-warning"],
  unchanged: ["Unchanged", ""],
  blocked: ["Blocked", "chip-error"],
  archive: ["Archive", "chip-warning"],
  "only in the target": ["Only there", ""],
};

function Reference({
  reference,
  target,
  bind,
}: {
  reference: PlanReference;
  target: string;
  bind: Bind;
}) {
  return (
    <tr>
      <td>{reference.kindTitle}</td>
      <td className="cut" title={reference.written}>
        {reference.name || reference.written}
      </td>
      <td>
        {reference.made ? (
          "made by this run"
        ) : (
          <Picker
            hiddenLabel
            label={`${reference.kindTitle} for ${reference.name || reference.written}`}
            kind={reference.kind}
            instance={target}
            resource={reference.resource}
            written=""
            choose={(resource) => resource && bind(reference, resource)}
          />
        )}
      </td>
      <td className="said-error">{reference.reason}</td>
    </tr>
  );
}

function Item({ item, target, bind }: { item: PlanItem; target: string; bind: Bind }) {
  const [word, tone] = WORDS[item.action];
  const open = item.references.filter((reference) => reference.blocks);
  return (
    <li className="plan-item">
      <div className="row">
        <span className={`chip ${tone}`}>{word}</span>
        <strong>{item.name}</strong>
        <span className="soft">{item.publish ? "and publish" : ""}</span>
        {item.drift && <span className="chip chip-warning">Changed there since</span>}
      </div>
      {item.reasons.map((reason) => (
        <p key={reason} className="said-error">
          {reason}
        </p>
      ))}
      {item.references.length > 0 && (
        <details open={open.length > 0}>
          <summary>
            {item.references.length} references, {open.length} to settle
          </summary>
          <table className="table">
            <tbody>
              {item.references.map((reference) => (
                <Reference
                  key={reference.block + reference.written}
                  reference={reference}
                  target={target}
                  bind={bind}
                />
              ))}
            </tbody>
          </table>
        </details>
      )}
    </li>
  );
}

export function PlanView({ plan, target, bind }: { plan: Plan; target: string; bind: Bind }) {
  return (
    <section className="card" aria-label="Plan">
      <h2>
        Plan: {plan.steps} step{plan.steps === 1 ? "" : "s"}
      </h2>
      {plan.missing.length > 0 && (
        <p className="said-error">You lack these permissions there: {plan.missing.join(", ")}.</p>
      )}
      {plan.warnings.map((warning) => (
        <p key={warning} className="warn">
          {warning}
        </p>
      ))}
      <ul className="plain">
        {plan.items.map((item) => (
          <Item key={`${item.kind}/${item.name}`} item={item} target={target} bind={bind} />
        ))}
      </ul>
    </section>
  );
}
