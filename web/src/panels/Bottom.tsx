/** The panels below the canvas, one at a time, and the line that opens them. */

import { CircleCheck, CircleX, TriangleAlert, X } from "lucide-react";
import { useDocument } from "../document/store";
import { useTurns } from "../document/turns";
import { Later, source } from "../parts/Later";
import { type Bottom as Name, showBottom, toggleBottom } from "../parts/open_panels";
import { count } from "../parts/words";
import { Find } from "./Find";

export const below = source(() => import("./Below").then((it) => it.Below));

const PANELS: [Name, string][] = [
  ["problems", "Problems"],
  ["references", "References"],
  ["history", "History"],
  ["versions", "Versions"],
  ["tests", "Tests"],
  ["find", "Find"],
  ["split", "Split"],
];

function Summary() {
  const findings = useDocument((state) => state.said?.findings ?? []);
  const underWay = useTurns((state) => state.underWay > 0);
  const fresh = useDocument((state) => state.fresh) && !underWay;
  const ofSeverity = (severity: string) =>
    findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [ofSeverity("error"), ofSeverity("warning")];
  return (
    <span className={`summary${fresh ? "" : " stale"}`} role="status">
      {errors + warnings === 0 ? (
        <>
          <CircleCheck size={14} className="good" aria-hidden /> No problems
        </>
      ) : (
        <>
          {errors > 0 && (
            <>
              <CircleX size={14} className="bad" aria-hidden /> {count(errors, "error")}
            </>
          )}
          {warnings > 0 && (
            <>
              <TriangleAlert size={14} className="warn" aria-hidden /> {count(warnings, "warning")}
            </>
          )}
        </>
      )}
    </span>
  );
}

export function Bottom({ open }: { open: Name | null }) {
  const shown = PANELS.find(([name]) => name === open);
  const size = useDocument((state) => state.said?.blockCount ?? 0);
  return (
    <footer className={`bottom${open ? " is-open" : ""}`}>
      <div className="bottom-bar">
        {PANELS.filter(([name]) => name !== "split" || open === name).map(([name, label]) => (
          <button
            key={name}
            type="button"
            aria-expanded={open === name}
            className="bottom-tab"
            onClick={() => toggleBottom(name)}
          >
            {label}
          </button>
        ))}
        <span className="fill" />
        <Summary />
        <span className="soft">{count(size, "block")}</span>
        {open && (
          <button
            type="button"
            className="icon-button"
            aria-label="Close the panel"
            onClick={() => showBottom(null)}
          >
            <X size={15} />
          </button>
        )}
      </div>
      {open && (
        <section className={`bottom-body ${open}`} aria-label={shown?.[1]}>
          {open === "find" ? <Find /> : <Later from={below} props={{ panel: open }} />}
        </section>
      )}
    </footer>
  );
}
