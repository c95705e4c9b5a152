/** The migrations out of this instance and into it, the latest first. */

import { get } from "../../api/client";
import type { Run } from "../../api/types";
import { useAsked } from "../../parts/useAsked";
import { when } from "../../parts/when";
import { count } from "../../parts/words";
import { runAt } from "../../place";
import { movement, standing } from "./standing";

export function Runs({ instance }: { instance: string }) {
  const { answer } = useAsked<{ runs: Run[] }>(() => get(`${instance}/runs`), instance);
  if (!answer || answer.runs.length === 0) return null;
  const open = answer.runs.some(({ state }) => state !== "complete" && state !== "undone");
  return (
    <details className="card" open={open}>
      <summary>Earlier migrations ({answer.runs.length})</summary>
      <ul className="rows runs">
        {answer.runs.map((run) => {
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
