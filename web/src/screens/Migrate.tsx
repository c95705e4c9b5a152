/** Moving flows to another instance: choose, see the plan, run it, watch it, undo it. */

import { useState } from "react";
import { get, post } from "../api/client";
import { instanceName } from "../api/session";
import type { AffectedCalls, BegunRun, Instance, PlanReference, Resource } from "../api/types";
import { callChanges } from "../calling/changes";
import { Header } from "../parts/Header";
import { Later } from "../parts/Later";
import { trying } from "../parts/trouble";
import { useOnce } from "../parts/useOnce";
import { count } from "../parts/words";
import { go, runAt, screenAt } from "../place";
import { Choosing, isWhole, useMovable } from "./migrating/Choosing";
import { Confirm, confirmation, isConfirmed, nothingTyped } from "./migrating/Confirm";
import { PlanView } from "./migrating/PlanView";
import { nowhere, usePlan, type Wanted } from "./migrating/planning";
import { Runs } from "./migrating/Runs";
import { RunView } from "./migrating/RunView";

/** The bindings with what a reference becomes, in place of what was said of it before. */
function bound(wanted: Wanted, { kind, written, name }: PlanReference, { arn, id }: Resource) {
  const from = written || name || "";
  const rest = wanted.bindings.filter((each) => each.kind !== kind || each.from !== from);
  return [...rest, { kind, from, to: arn || id }];
}

/** Which calls of the target differ once a plan was run. */
const affected = (instance: Instance, plan: string) =>
  get<AffectedCalls>(`${instance.id}/plans/${encodeURIComponent(plan)}/calls`);

export function Migrate({ instance, run }: { instance: Instance; run: string }) {
  const [wanted, setWanted] = useState<Wanted>(nowhere);
  const [typed, setTyped] = useState(nothingTyped);
  const { rows, lists, targets } = useMovable(instance);
  const { planning, made, ask, forget } = usePlan(instance.id);
  const target =
    targets?.find((each) => each.id === wanted.target) ?? targets?.find((each) => each.allowed);
  // Only a plan for all flows says what the source lacks, and can archive it there.
  const whole = isWhole({ rows, lists, wanted });
  const prune = wanted.prune && whole;
  const flows = prune ? [] : wanted.flows;
  const asked = { ...wanted, flows, prune, target: target?.id ?? "" };
  const plan = made?.planning.result;
  const apply = useOnce(async () => {
    if (!plan) return;
    const order = { plan: made?.id, ...confirmation(plan, typed) };
    const begun = await trying(post<BegunRun>(`${instance.id}/runs`, order));
    if (!begun) return;
    setTyped(nothingTyped);
    forget();
    go(runAt(instance.id, begun.run));
  });
  const stage = run ? "run" : planning && planning.state !== "failed" ? "plan" : "choose";
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Migrate</h1>
          <span className="soft">
            from {instanceName(instance)}
            {stage === "plan" && ` to ${target?.name}`}
          </span>
          <span className="fill" />
          {stage === "run" && (
            <a className="button" href={screenAt(instance.id, "migrate")}>
              Back to the choice
            </a>
          )}
          {stage === "plan" && (
            <>
              <button type="button" className="button" onClick={forget}>
                Change the choice
              </button>
              <button
                type="button"
                className="button primary"
                disabled={
                  !plan ||
                  plan.missing.length > 0 ||
                  plan.steps === 0 ||
                  !isConfirmed(plan, target, typed)
                }
                onClick={() => void apply()}
              >
                Run the plan
              </button>
            </>
          )}
          {stage === "choose" && (
            <button
              type="button"
              className="button primary"
              disabled={!target || wanted.flows.length === 0}
              onClick={() => void ask(asked)}
            >
              {wanted.flows.length ? `Plan ${count(wanted.flows.length, "flow")}` : "Plan"}
            </button>
          )}
        </div>
        {planning?.state === "failed" && (
          <p className="said-error" role="alert">
            {planning.message}
          </p>
        )}
        {stage === "run" && <RunView key={run} instance={instance.id} id={run} />}
        {stage === "plan" && !plan && (
          <p className="empty" role="status">
            Planning… {planning?.what} {planning?.of ? `${planning.done} of ${planning.of}` : ""}
          </p>
        )}
        {stage === "plan" && plan && (
          <Confirm plan={plan} target={target} typed={typed} change={setTyped} />
        )}
        {stage === "plan" && made && plan && (plan.counts.update ?? 0) > 0 && (
          <Later
            key={made.id}
            from={callChanges}
            props={{ ask: () => affected(instance, made.id) }}
          />
        )}
        {stage === "plan" && plan && (
          <PlanView
            plan={plan}
            search={`${instance.id}/targets/${encodeURIComponent(asked.target)}`}
            bind={(reference, resource) => {
              const bindings = bound(asked, reference, resource);
              setWanted({ ...wanted, bindings });
              void ask({ ...asked, bindings });
            }}
          />
        )}
        {stage === "choose" && (
          <>
            <Runs instance={instance.id} />
            <Choosing
              rows={rows}
              lists={lists}
              targets={targets}
              target={target}
              wanted={wanted}
              change={setWanted}
            />
          </>
        )}
      </main>
    </div>
  );
}
