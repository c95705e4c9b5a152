/** The migrations out of this instance and into it, and imports apart; the latest first. */

import { get } from "../../api/client";
import type { Run, RunList } from "../../api/types";
import { useAsked } from "../../parts/useAsked";
import { when } from "../../parts/when";
import { count } from "../../parts/words";
import { runAt } from "../../place";
import { movement, standing } from "./standing";

export function Runs({ instance }: { instance: string }) {
  const { answer } = useAsked<RunList>(() => get(`${instance}/runs`), instance);
  const runs = answer?.runs ?? [];
  const imports = runs.filter(({ command }) => command === "import");
  return (
    <>
      <List
        title="Earlier migrations"
        runs={runs.filter((run) => !imports.includes(run))}
        instance={instance}
      />
      <List title="Earlier imports" runs={imports} instance={instance} />
    </>
  );
}

function List({ title, runs, instance }: { title: string; runs: Run[]; instance: string }) {
  if (runs.length === 0) return null;
  const open = runs.some(({ state }) => state !== "complete" && state !== "undone");
  return (
    <details className="card" open={open}>
      <summary>
        {title} ({runs.length})
      </summary>
      <ul className="rows runs">
        {runs.map((run) => {
          const [word, tone] = standing(run);
          return (
            <li key={run.id}>
              <span className={`chip ${tone}`}>{word}</span>
              <span>{movement(run)}</span>
              <span className="soft">
                {when(run.began)}, {count(run.of, "step")}
              </span>
              <span className="fill" />
              <a href={runAt(instance, run.id)}>Open</a>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
