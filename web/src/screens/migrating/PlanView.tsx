/** A plan before it is carried out: what becomes of each flow, and what it refers to there. */

import type { Plan, PlanItem, PlanReference, Resource } from "../../api/types";
import { Picker } from "../../panels/Picker";
import { count } from "../../parts/words";

type Bind = (reference: PlanReference, resource: Resource) => void;

const WORDS: Record<PlanItem["action"], [string, string]> = {
  create: ["Create", "chip-success"],
  update: ["Update", "chip-warning"],
  unchanged: ["Unchanged", ""],
  blocked: ["Blocked", "chip-error"],
  archive: ["Archive", "chip-warning"],
  "only in the target": ["Only there", ""],
};

interface Props {
  plan: Plan;
  /** Where the target's resources are searched. */
  search: string;
  bind: Bind;
}

function Reference({
  reference,
  search,
  bind,
}: Omit<Props, "plan"> & { reference: PlanReference }) {
  const { kind, kindTitle, written, name, made, resource, reason, blocks } = reference;
  return (
    <tr>
      <td className="kind">{kindTitle}</td>
      <td>
        <span className="cut" title={written}>
          {name || written}
        </span>
      </td>
      <td>
        {made || reference.state === "dynamic" ? (
          <span className="soft">{made ? "created by this run" : "decided during the call"}</span>
        ) : (
          <Picker
            hiddenLabel
            label={`${kindTitle} for ${name || written}`}
            kind={kind}
            instance={search}
            resource={resource}
            written=""
            choose={(chosen) => chosen && bind(reference, chosen)}
          />
        )}
      </td>
      <td className={blocks ? "warn" : "soft"}>{reason}</td>
    </tr>
  );
}

function Item({ item, search, bind }: Omit<Props, "plan"> & { item: PlanItem }) {
  const [word, tone] = WORDS[item.action];
  const open = item.references.filter((reference) => reference.blocks);
  const writes = item.action === "create" || item.action === "update";
  return (
    <li className="plan-item">
      <div className="row">
        <span className={`chip ${tone}`}>{word}</span>
        <strong>{item.name}</strong>
        {item.kind === "module" && <span className="chip">Module</span>}
        {writes && <span className="soft">{item.publish ? "and publish" : "saved only"}</span>}
        {item.drift && <span className="chip chip-warning">Edited there since the last run</span>}
      </div>
      {item.reasons.map((reason) => (
        <p key={reason} className={item.action === "blocked" ? "said-error" : "warn"}>
          {reason}
        </p>
      ))}
      {item.changes.length > 0 && (
        <details>
          <summary>{count(item.changes.length, "change")} for callers</summary>
          <ul>
            {item.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </details>
      )}
      {item.references.length > 0 && (
        <details open={open.length > 0}>
          <summary>
            {count(item.references.length, "reference")}
            {open.length > 0 && `, ${open.length} not found there`}
          </summary>
          <table className="table references">
            <tbody>
              {item.references.map((reference) => (
                <Reference
                  key={reference.pointer}
                  reference={reference}
                  search={search}
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

function Summary({ plan }: { plan: Plan }) {
  return (
    <h2>
      {plan.steps === 0 ? "Nothing to do" : count(plan.steps, "step")}
      {Object.entries(plan.counts).map(([action, number]) => (
        <span key={action} className={`chip ${WORDS[action as PlanItem["action"]]?.[1] ?? ""}`}>
          {number} {action}
        </span>
      ))}
      {plan.seconds >= 1 && <span className="soft">about {Math.ceil(plan.seconds)} s</span>}
    </h2>
  );
}

export function PlanView({ plan, ...rest }: Props) {
  return (
    <section className="card" aria-label="Plan">
      <Summary plan={plan} />
      {plan.missing.length > 0 && (
        <p className="said-error">You lack these permissions there: {plan.missing.join(", ")}.</p>
      )}
      {plan.warnings.map((warning) => (
        <p key={warning} className="warn">
          {warning}
        </p>
      ))}
      {plan.resources.map(({ kind, name, notes }) => (
        <p key={kind + name}>
          <span className="chip chip-success">Create</span> <strong>{name}</strong>{" "}
          <span className="soft">
            {kind}
            {notes.length > 0 && `: ${notes.join("; ")}`}
          </span>
        </p>
      ))}
      <ul className="plain">
        {plan.items.map((item) => (
          <Item key={`${item.kind}/${item.name}`} item={item} {...rest} />
        ))}
      </ul>
    </section>
  );
}
