/** What changed between two states of a flow; names and layout apart from meaning. */

import type { Change, Diff } from "../api/types";
import { goTo } from "../canvas/window";
import { blockOf } from "../document/edits";

const TONES: Record<string, string> = { Added: "added", Removed: "removed" };

/** The block of a change as it is called in the later of the two documents. */
export const laterBlock = (diff: Diff, change: Change): string => {
  const id = change.block?.id ?? "";
  return change.what === "Removed" ? id : (diff.pairs[id] ?? id);
};

function Line({ diff, change }: { diff: Diff; change: Change }) {
  const id = laterBlock(diff, change);
  return (
    <li>
      <button
        type="button"
        className="row-button"
        disabled={!blockOf(id)}
        onClick={() => goTo(id, false)}
      >
        <span className={`swatch mark-${TONES[change.what] ?? "changed"}`} aria-hidden />
        <span className="what" dir="auto" title={change.text}>
          {change.text}
        </span>
      </button>
    </li>
  );
}

export function DiffList({ title, diff }: { title: string; diff: Diff }) {
  const meant = diff.changes.filter((change) => change.aspect === "meaning");
  const apart = diff.changes.filter((change) => change.aspect !== "meaning");
  return (
    <section className="diff" aria-label={title}>
      <h3>{title}</h3>
      {diff.same && <p className="soft pad">Nothing changed.</p>}
      {!diff.same && diff.sameMeaning && <p className="soft pad">For a caller, nothing changed.</p>}
      <ul className="rows">
        {meant.map((change) => (
          <Line key={change.text + change.block?.id} diff={diff} change={change} />
        ))}
      </ul>
      {apart.length > 0 && (
        <details>
          <summary>{apart.length} changes of names and layout</summary>
          <ul className="rows">
            {apart.map((change) => (
              <Line key={change.text + change.block?.id} diff={diff} change={change} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
