/** What changed between two states of a flow; moves apart from meaning. */

import type { Diff } from "../api/types";
import { goTo } from "../canvas/window";
import { blockOf, nameOf } from "../document/edits";

const WORDS = {
  added: "Added",
  removed: "Removed",
  changed: "Changed",
  renamed: "Renamed",
  connected: "Connected",
};

const text = (value: unknown) =>
  value === null || value === undefined
    ? ""
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

export function DiffList({ title, diff }: { title: string; diff: Diff }) {
  return (
    <section className="diff" aria-label={title}>
      <h3>{title}</h3>
      {diff.same && <p className="soft">Nothing changed.</p>}
      <ul className="rows">
        {diff.changes.map((change) => {
          const block = blockOf(change.block);
          return (
            <li key={change.pointer + change.what + change.label}>
              <button
                type="button"
                className="row-button"
                disabled={!block}
                onClick={() => goTo(change.block, false)}
              >
                <span className={`chip mark-${change.what}`}>
                  {WORDS[change.what] ?? change.what}
                </span>
                <span className="where">{block ? nameOf(block) : change.block}</span>
                <span className="what">
                  {change.label} <del>{text(change.before)}</del> <ins>{text(change.after)}</ins>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {diff.layout.length > 0 && (
        <p className="soft">
          {diff.layout.length} blocks stand elsewhere; that changes nothing else.
        </p>
      )}
    </section>
  );
}
