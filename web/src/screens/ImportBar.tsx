/** Above the files of an import: how many need what, as filters, and what is done with many at once. */

import { useState } from "react";
import { count } from "../parts/words";

export type Show = "all" | "ready" | "type" | "taken" | "double" | "name" | "errors" | "skipped";

/** What each filter is called beside its number. */
const LABELS: Record<Show, (number: number) => string> = {
  all: () => "all",
  ready: () => "ready",
  type: (number) => (number === 1 ? "needs a type" : "need a type"),
  taken: (number) => (number === 1 ? "has a name that is taken" : "have a name that is taken"),
  double: (number) => (number === 1 ? "shares a name" : "share a name"),
  name: (number) => (number === 1 ? "needs another name" : "need another name"),
  errors: (number) => (number === 1 ? "has errors" : "have errors"),
  skipped: () => "skipped",
};

const TONES: Partial<Record<Show, string>> = {
  ready: "tone-success",
  type: "tone-error",
  taken: "tone-error",
  double: "tone-error",
  name: "tone-error",
};

interface SummaryProps {
  numbers: Record<Show, number>;
  shown: Show;
  show: (what: Show) => void;
}

export function Summary({ numbers, shown, show }: SummaryProps) {
  const parts = (Object.keys(LABELS) as Show[]).filter(
    (each) => numbers[each] > 0 || each === shown || each === "ready",
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame and a legend
    <div className="import-summary" role="group" aria-label="Show">
      {parts.map((each) => (
        <button
          key={each}
          type="button"
          className={`filter-chip ${TONES[each] ?? ""}`}
          aria-pressed={each === shown}
          onClick={() => show(each)}
        >
          <strong>{numbers[each].toLocaleString()}</strong> {LABELS[each](numbers[each])}
        </button>
      ))}
    </div>
  );
}

export interface Bulk {
  type: (type: string) => void;
  propose: () => void;
  number: () => void;
  replace: () => void;
  skip: (skipped: boolean) => void;
}

interface BarProps {
  chosen: number;
  shown: number;
  all: boolean;
  toggle: () => void;
  needed: { types: number; numbers: number; replaced: number; skipped: number };
  types: { type: string; title: string }[];
  bulk: Bulk;
}

/** What is done with the chosen files, or with all that are shown where none is chosen. */
export function BulkBar({ chosen, shown, all, toggle, needed, types, bulk }: BarProps) {
  const [type, setType] = useState("");
  const meant = chosen || shown;
  return (
    <div className="bulk-bar">
      <label className="row">
        <input type="checkbox" checked={all} disabled={shown === 0} onChange={toggle} />
        {chosen ? `${count(chosen, "file")} chosen` : `For all ${meant.toLocaleString()} shown`}
      </label>
      <span className="rule" />
      {needed.types > 0 && (
        <>
          <select
            aria-label="Type for all of them"
            value={type}
            onChange={({ target: { value } }) => {
              setType("");
              bulk.type(value);
            }}
          >
            <option value="">Set the type…</option>
            {types.map((each) => (
              <option key={each.type} value={each.type}>
                {each.title}
              </option>
            ))}
            <option value="MODULE">Module</option>
          </select>
          <button type="button" className="button" onClick={bulk.propose}>
            Propose types
          </button>
        </>
      )}
      {needed.numbers > 0 && (
        <button type="button" className="button" onClick={bulk.number}>
          Number the names
        </button>
      )}
      {needed.replaced > 0 && (
        <button type="button" className="button" onClick={bulk.replace}>
          Replace {needed.replaced} in the instance
        </button>
      )}
      {meant > needed.skipped && (
        <button type="button" className="button" onClick={() => bulk.skip(true)}>
          Skip
        </button>
      )}
      {needed.skipped > 0 && (
        <button type="button" className="button" onClick={() => bulk.skip(false)}>
          Don't skip
        </button>
      )}
    </div>
  );
}
