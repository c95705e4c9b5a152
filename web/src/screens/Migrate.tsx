/** Moving flows to another instance: choose, see the plan, run it, watch it, undo it. */

import { useState } from "react";
import { get, post, query } from "../api/client";
import { instanceName, useSession } from "../api/session";
import type { Instance, Kind, Reference, Resource, Row } from "../api/types";
import { ReferenceTable } from "../panels/ReferenceTable";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { RunView } from "./RunView";

interface Plan {
  plan: string;
  steps: { what?: string; name?: string; kind?: string; message?: string }[];
  problems: (string | { message: string })[];
  references: Reference[];
}

const KINDS: Kind[] = ["flow", "module"];

async function both(instance: string): Promise<Row[]> {
  const lists = await Promise.all(
    KINDS.map((kind) => get<{ flows: Row[] }>(`${instance}/flows?${query({ kind })}`)),
  );
  return lists.flatMap(({ flows }) => flows);
}

const said = (problem: Plan["problems"][number]) =>
  typeof problem === "string" ? problem : problem.message;

function PlanView({
  plan,
  target,
  bind,
}: {
  plan: Plan;
  target: string;
  bind: (r: Reference, to: Resource) => void;
}) {
  return (
    <section className="card" aria-label="Plan">
      <h2>Plan</h2>
      {plan.problems.length > 0 && (
        <ul className="reasons said-error">
          {plan.problems.map((problem) => (
            <li key={said(problem)}>{said(problem)}</li>
          ))}
        </ul>
      )}
      <ol className="events">
        {plan.steps.map((step) => (
          <li key={JSON.stringify(step)}>
            {step.message ?? `${step.what ?? ""} ${step.kind ?? ""} ${step.name ?? ""}`}
          </li>
        ))}
      </ol>
      <ReferenceTable references={plan.references} instance={target} choose={bind} />
    </section>
  );
}

export function Migrate({ instance }: { instance: Instance }) {
  const others = (useSession((state) => state.session?.instances) ?? []).filter(
    (each) => each.id !== instance.id,
  );
  const [target, setTarget] = useState(others[0]?.id ?? "");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [bindings, setBindings] = useState<Record<string, string>>({});
  const [publish, setPublish] = useState(false);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [run, setRun] = useState("");
  const { answer: rows } = useAsked(() => both(instance.id), instance.id);
  const ask = async (with_: Record<string, string>) => {
    const flows = (rows ?? [])
      .filter((row) => chosen.has(row.id))
      .map(({ kind, id }) => ({ kind, id }));
    const body = { target, flows, bindings: with_, publish };
    setPlan((await trying(post<Plan>(`${instance.id}/plan`, body))) ?? null);
  };
  const bind = (reference: Reference, resource: Resource) => {
    const next = { ...bindings, [reference.written]: resource.arn || resource.id };
    setBindings(next);
    void ask(next);
  };
  const apply = async () => {
    const begun = await trying(post<{ run: string }>(`${instance.id}/apply`, { plan: plan?.plan }));
    if (begun) setRun(begun.run);
  };
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
    setPlan(null);
  };
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Migrate</h1>
          <label className="row">
            to
            <select value={target} onChange={(event) => setTarget(event.target.value)}>
              {others.map((each) => (
                <option key={each.id} value={each.id}>
                  {instanceName(each)} · {each.region}
                </option>
              ))}
            </select>
          </label>
          <label className="row">
            <input
              type="checkbox"
              checked={publish}
              onChange={(event) => setPublish(event.target.checked)}
            />
            publish there
          </label>
          <span className="fill" />
          <button
            type="button"
            className="button"
            disabled={!target || chosen.size === 0}
            onClick={() => void ask(bindings)}
          >
            Plan {chosen.size || ""}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={!plan || plan.problems.length > 0}
            onClick={() => void apply()}
          >
            Run the plan
          </button>
        </div>
        {others.length === 0 && (
          <p className="empty">
            You are signed in to one instance only; there is nowhere to migrate to.
          </p>
        )}
        {run && <RunView key={run} run={run} />}
        {plan && !run && <PlanView plan={plan} target={target} bind={bind} />}
        <ul className="rows pick-list">
          {rows?.map((row) => (
            <li key={row.id}>
              <label className="row">
                <input
                  type="checkbox"
                  checked={chosen.has(row.id)}
                  onChange={() => toggle(row.id)}
                />
                {row.name}{" "}
                <span className="soft">{row.kind === "module" ? "Module" : row.type}</span>
              </label>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
