/** All findings; Enter goes to the block and the field. */

import { CircleX, Info, TriangleAlert } from "lucide-react";
import { blockOf, nameOf } from "../document/edits";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { showProblem, sortedFindings } from "./going";

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info };

export function Problems() {
  const findings = useDocument((state) => state.said?.findings ?? []);
  const editable = useDocument(mayEdit);
  if (findings.length === 0) return <p className="empty">Nothing is wrong with this flow.</p>;
  return (
    <ul className="rows">
      {sortedFindings(findings).map((finding) => {
        const Icon = ICONS[finding.severity];
        const block = blockOf(finding.block);
        const { fix } = finding;
        return (
          <li
            key={finding.code + finding.pointer + finding.message}
            className={`finding-${finding.severity}`}
          >
            <button type="button" className="row-button" onClick={() => showProblem(finding)}>
              <Icon size={14} aria-label={finding.severity} />
              <span className="where">{block ? nameOf(block) : "The flow"}</span>
              <span className="what" title={finding.message}>
                {finding.message}
              </span>
              <span className="code">{finding.code}</span>
            </button>
            {editable && fix && (
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
  );
}
