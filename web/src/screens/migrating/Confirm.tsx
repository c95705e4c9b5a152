/** What a person types before a run that archives many flows, or writes into a protected target. */

import type { Plan, Target } from "../../api/types";
import { count } from "../../parts/words";

export interface Typed {
  number: string;
  name: string;
  /** Whether what changes in the target after the plan was made is overwritten. */
  force: boolean;
}

export const nothingTyped: Typed = { number: "", name: "", force: false };

const archives = (plan: Plan, { number }: Typed) => number.trim() === String(plan.archived);

/** Whether everything that the plan asks for is typed. */
export function isConfirmed(plan: Plan, target: Target | undefined, typed: Typed): boolean {
  const named = !target?.protected || typed.name.trim() === target.name;
  return named && (!plan.confirmArchive || archives(plan, typed));
}

/** The members of the request that carry it. */
export function confirmation(plan: Plan, typed: Typed) {
  return {
    yesTo: typed.name.trim(),
    force: typed.force,
    ...(plan.confirmArchive && { archiveAtMost: Number(typed.number) }),
  };
}

interface Props {
  plan: Plan;
  target: Target | undefined;
  typed: Typed;
  change: (typed: Typed) => void;
}

export function Confirm({ plan, target, typed, change }: Props) {
  if (plan.steps === 0) return null;
  return (
    <section className="card how" aria-label="Confirm">
      {plan.confirmArchive && (
        <label>
          This archives {count(plan.archived, "flow")} of {target?.name}. Type {plan.archived} to
          continue
          <input
            inputMode="numeric"
            value={typed.number}
            onChange={(event) => change({ ...typed, number: event.target.value })}
          />
        </label>
      )}
      <label className="row">
        <input
          type="checkbox"
          checked={typed.force}
          onChange={(event) => change({ ...typed, force: event.target.checked })}
        />
        Overwrite what someone edits there after this plan was made
      </label>
      {target?.protected && (
        <label>
          {target.name} is protected. Type its name to continue
          <input
            value={typed.name}
            onChange={(event) => change({ ...typed, name: event.target.value })}
          />
        </label>
      )}
    </section>
  );
}
