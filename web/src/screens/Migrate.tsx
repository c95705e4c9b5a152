/** Moving flows to another instance: choose, see the plan, run it, watch it, undo it. */

import { useState } from "react";
import { get, post, query } from "../api/client";
import type { Instance, Kind, Planning, Row, Target } from "../api/types";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { type Bind, PlanView } from "./PlanView";
import { type Made, planned, type Wanted } from "./planning";
import { RunView } from "./RunView";

const KINDS: Kind[] = ["flow", "module"];

async function both(instance: string): Promise<Row[]> {
  const lists = await Promise.all(
    KINDS.map((kind) => get<{ flows: Row[] }>(`${instance}/flows?${query({ kind })}`)),
  );
  return lists.flatMap(({ flows }) => flows);
}

function Choice({
  rows,
  chosen,
  toggle,
}: {
  rows: Row[];
  chosen: ReadonlySet<string>;
  toggle: (id: string) => void;
}) {
  return (
    <ul className="rows pick-list">
      {rows.map((row) => (
        <li key={row.id}>
          <label className="row">
            <input type="checkbox" checked={chosen.has(row.id)} onChange={() => toggle(row.id)} />
            {row.name} <span className="soft">{row.kind === "module" ? "Module" : row.type}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** The plan for what is chosen, while it is made and when it is ready. */
function usePlan(instance: string) {
  const [planning, setPlanning] = useState<Planning | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const ask = async (wanted: Wanted) => {
    setMade(null);
    const done = await trying(planned(instance, wanted, setPlanning));
    if (done) setMade(done);
  };
  const forget = () => {
    setPlanning(null);
    setMade(null);
  };
  return { planning, made, ask, forget };
}

export function Migrate({ instance }: { instance: Instance }) {
  const { answer: rows } = useAsked(() => both(instance.id), instance.id);
  const { answer: found } = useAsked<{ targets: Target[] }>(
    () => get(`${instance.id}/targets`),
    instance.id,
  );
  const targets = found?.targets ?? [];
  const [picked, setPicked] = useState("");
  const [publish, setPublish] = useState("as-source");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [bindings, setBindings] = useState<Wanted["bindings"]>([]);
  const [run, setRun] = useState("");
  const { planning, made, ask, forget } = usePlan(instance.id);
  const target = picked || targets.find((each) => each.allowed)?.id || "";
  const wanted = { target, flows: [...chosen], publish, bindings };
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
    forget();
  };
  const bind: Bind = ({ kind, written, name }, { arn, id }) => {
    const next = [...bindings, { kind, from: written || name, to: arn || id }];
    setBindings(next);
    void ask({ ...wanted, bindings: next });
  };
  const apply = async () => {
    const begun = await trying(post<{ run: string }>(`${instance.id}/runs`, { plan: made?.id }));
    if (begun) setRun(begun.run);
  };
  const plan = made?.planning.result;
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Migrate</h1>
          <label className="row">
            to
            <select value={target} onChange={(event) => setPicked(event.target.value)}>
              {targets.map((each) => (
                <option key={each.id} value={each.id} disabled={!each.allowed}>
                  {each.name} ({each.allowed ? each.kind : each.reason})
                </option>
              ))}
            </select>
          </label>
          <label className="row">
            publish
            <select value={publish} onChange={(event) => setPublish(event.target.value)}>
              <option value="as-source">what is published here</option>
              <option value="all">everything</option>
              <option value="none">nothing</option>
            </select>
          </label>
          <span className="fill" />
          <button
            type="button"
            className="button"
            disabled={!target || chosen.size === 0}
            onClick={() => void ask(wanted)}
          >
            Plan {chosen.size || ""}
          </button>
          <button
            type="button"
            className="button primary"
            disabled={!plan || plan.missing.length > 0}
            onClick={() => void apply()}
          >
            Run the plan
          </button>
        </div>
        {found && targets.length === 0 && (
          <p className="empty">
            There is nowhere to migrate to. Sign in to a second instance, or name one in
            flowport.toml.
          </p>
        )}
        {planning?.state === "planning" && (
          <p className="empty" role="status">
            {planning.what} {planning.done} of {planning.of}
          </p>
        )}
        {planning?.state === "failed" && <p className="said-error">{planning.message}</p>}
        {run && <RunView key={run} instance={instance.id} id={run} />}
        {plan && !run && <PlanView plan={plan} target={target} bind={bind} />}
        <Choice rows={rows ?? []} chosen={chosen} toggle={toggle} />
      </main>
    </div>
  );
}
