/** All findings; Enter goes to the block and the field. */

import { CircleX, Info, TriangleAlert } from "lucide-react";
import { useMemo } from "react";
import type { Finding } from "../api/types";
import { blockOf, nameOf } from "../document/edits";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { useWindowed } from "../parts/windowed";
import { count } from "../parts/words";
import { showProblem, sortedFindings } from "./going";

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info };

const NONE: readonly Finding[] = [];

const where = ({ block: id }: Finding) => {
  const block = blockOf(id);
  return block ? nameOf(block) : "The flow";
};

/** Findings of one cause together; each that a button can fix has a row of its own. */
function byCause(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of sortedFindings(findings)) {
    const { code, severity, message, pointer, fix } = finding;
    const key = [severity, code, message, fix ? pointer : ""].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

/** A row of the list: a cause of several findings, a place of such a one, or a finding alone. */
interface Row {
  finding: Finding;
  /** Of how many findings this is the cause; 0 for a finding. */
  causes: number;
  /** Whether the cause is in a row above. */
  within: boolean;
}

function rowsOf(findings: readonly Finding[]): Row[] {
  return byCause(findings).flatMap((group) => {
    const within = group.length > 1;
    const rows = group.map((finding): Row => ({ finding, causes: 0, within }));
    const first = within ? group[0] : undefined;
    return first ? [{ finding: first, causes: group.length, within: false }, ...rows] : rows;
  });
}

/** How high each row is in pixels; as in the CSS. */
const HEIGHT = 30;

function ProblemText({ row: { finding, causes, within } }: { row: Row }) {
  const Icon = ICONS[finding.severity];
  if (within)
    return (
      <span className="where" dir="auto">
        {where(finding)}
      </span>
    );
  return (
    <>
      <Icon size={14} aria-label={finding.severity} />
      <span className="where" dir="auto">
        {causes ? count(causes, "place") : where(finding)}
      </span>
      <span className="what" dir="auto" title={finding.message}>
        {finding.message}
      </span>
      <span className="code">{finding.code}</span>
    </>
  );
}

/** What is found, of which only the rows near the part in view are drawn. */
export function Problems() {
  const findings = useDocument((state) => state.said?.findings ?? NONE);
  const editable = useDocument(mayEdit);
  const rows = useMemo(() => rowsOf(findings), [findings]);
  const { box, from, to } = useWindowed(rows.length, HEIGHT);
  if (rows.length === 0) return <p className="empty">Nothing is wrong with this flow.</p>;
  const room = { paddingTop: from * HEIGHT, paddingBottom: (rows.length - to) * HEIGHT };
  return (
    <div className="problems-box" ref={box}>
      <ul className="rows" aria-label="Problems" style={room}>
        {rows.slice(from, to).map((row, index) => {
          const { code, severity, pointer, message, fix } = row.finding;
          return (
            <li
              key={[row.causes, code, pointer, message].join("\n")}
              className={`finding-${severity}${row.within ? " within" : ""}`}
              aria-setsize={rows.length}
              aria-posinset={from + index + 1}
            >
              {row.causes ? (
                <span className="row-button">
                  <ProblemText row={row} />
                </span>
              ) : (
                <button
                  type="button"
                  className="row-button"
                  title={row.within ? message : undefined}
                  aria-label={row.within ? `${where(row.finding)}: ${message}` : undefined}
                  onClick={() => showProblem(row.finding)}
                >
                  <ProblemText row={row} />
                </button>
              )}
              {editable && fix && !row.causes && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => void perform(fix.command)}
                >
                  {fix.title}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
