/** A plan before it is carried out: what becomes of each flow, and what it refers to there. */

import { useState } from "react";
import type { Plan, PlanItem, PlanReference, Resource } from "../../api/types";
import { count } from "../../parts/words";
import { PlanReferences, targetOf } from "./PlanReferences";

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
  bind: (reference: PlanReference, resource: Resource) => void;
}

type Show = "changes" | "problems" | "publish" | "saved" | "rest" | "all";

const openOf = ({ references }: PlanItem) => references.filter(({ blocks }) => blocks);

const writes = ({ action }: PlanItem) => action === "create" || action === "update";

/** Which items each filter shows. */
const FITS: Record<Show, (item: PlanItem) => boolean> = {
  changes: (item) => !FITS.rest(item),
  problems: (item) =>
    item.action === "blocked" || item.reasons.length > 0 || item.drift || openOf(item).length > 0,
  publish: (item) => writes(item) && item.publish,
  saved: (item) => writes(item) && !item.publish,
  rest: ({ action }) => action === "unchanged" || action === "only in the target",
  all: () => true,
};

const LABELS: Record<Show, string> = {
  changes: "change",
  problems: "have problems",
  publish: "are published",
  saved: "are only saved",
  rest: "stay as they are",
  all: "all",
};

/** How many rows are shown before one asks for more. */
const STEP = 100;

/** What a flow refers to there, as it stands; what is not found is chosen in the table below. */
function References({ item }: { item: PlanItem }) {
  const open = openOf(item).length;
  return (
    <details>
      <summary>
        {count(item.references.length, "reference")}
        {open > 0 && `, ${open} not found there`}
      </summary>
      <ul className="plan-references">
        {item.references.map((reference) => (
          <li key={reference.pointer} className={reference.blocks ? "warn" : ""}>
            {reference.kindTitle} {reference.name || reference.written}: {targetOf(reference)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Item({ item }: { item: PlanItem }) {
  const [word, tone] = WORDS[item.action];
  return (
    <tr className="plan-item">
      <td>
        <span className={`chip ${tone}`}>{word}</span>
      </td>
      <td className="main">
        <strong>{item.name}</strong>{" "}
        {item.kind === "module" && <span className="chip">Module</span>}
      </td>
      <td className="soft">{writes(item) && (item.publish ? "Published" : "Saved only")}</td>
      <td>
        {item.drift && <span className="chip chip-warning">Edited there since the last run</span>}
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
        {item.references.length > 0 && <References item={item} />}
      </td>
    </tr>
  );
}

function Items({ items }: { items: PlanItem[] }) {
  const [most, setMost] = useState(STEP);
  const left = items.length - most;
  return (
    <>
      <table className="table plan-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Flow</th>
            <th scope="col">There</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, most).map((item) => (
            <Item key={`${item.kind}/${item.name}`} item={item} />
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <button type="button" className="link-button" onClick={() => setMost(most + STEP)}>
          Show {Math.min(STEP, left)} more of {left}
        </button>
      )}
    </>
  );
}

function Filters({ plan, shown, show }: { plan: Plan; shown: Show; show: (what: Show) => void }) {
  const filters = (Object.keys(LABELS) as Show[]).map((each): [Show, number] => [
    each,
    plan.items.filter(FITS[each]).length,
  ]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame and a legend
    <div className="import-summary" role="group" aria-label="Show">
      {filters.map(
        ([each, number]) =>
          (number > 0 || each === shown) && (
            <button
              key={each}
              type="button"
              className={`filter-chip ${each === "problems" ? "tone-error" : ""}`}
              aria-pressed={each === shown}
              onClick={() => show(each)}
            >
              <strong>{number.toLocaleString()}</strong> {LABELS[each]}
            </button>
          ),
      )}
    </div>
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

export function PlanView({ plan, search, bind }: Props) {
  const [shown, show] = useState<Show>(plan.items.some(FITS.changes) ? "changes" : "all");
  return (
    <>
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
        <Filters plan={plan} shown={shown} show={show} />
        <Items key={shown} items={plan.items.filter(FITS[shown])} />
      </section>
      <PlanReferences items={plan.items} search={search} bind={bind} />
    </>
  );
}
