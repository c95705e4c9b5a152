/** What an import did: links to what is there now, or why nothing was written. */

import type { ImportResult, Instance } from "../api/types";
import { flowAt } from "../place";
import { count } from "./words";

export function Outcome({ instance, answer }: { instance: Instance; answer: ImportResult }) {
  const { written, done } = answer;
  const failed = done.filter((each) => !each.ok).length;
  const modules = done.filter((each) => each.ok && each.kind === "module").length;
  const flows = done.length - failed - modules;
  const nouns = [
    ...(flows || !modules ? [count(flows, "flow")] : []),
    ...(modules ? [count(modules, "module")] : []),
  ];
  return (
    <section className="card outcome-card" aria-label="What was imported">
      {written ? (
        <h2 role="status">
          Imported {nouns.join(" and ")}, saved and not published
          {failed > 0 && `; ${failed} could not be`}
        </h2>
      ) : (
        <p className="said-error" role="alert">
          Nothing was imported yet. Fix what is listed here, then import again.
        </p>
      )}
      <ul className="rows outcome" aria-label="Imported">
        {done.map((each) => (
          <li key={each.name + each.id}>
            {each.ok && each.id ? (
              <a href={flowAt(instance.id, each.kind ?? "flow", each.id)}>{each.name}</a>
            ) : (
              <strong>{each.name}</strong>
            )}
            <span className={each.ok ? "soft" : "said-error"}>{each.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
