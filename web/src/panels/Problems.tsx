/** All findings; Enter goes to the block and the field. */

import { CircleX, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "../api/types";
import { blockOf, nameOf } from "../document/edits";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { count } from "../parts/words";
import { showProblem, sortedFindings } from "./going";

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info };

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

function Cause({ findings }: { findings: readonly [Finding, ...Finding[]] }) {
  const { severity, message, code } = findings[0];
  const Icon = ICONS[severity];
  return (
    <li className={`finding-${severity}`}>
      <span className="row cause">
        <Icon size={14} aria-label={severity} />
        <span className="where">{count(findings.length, "place")}</span>
        <span>{message}</span>
        {findings.map((each) => (
          <button
            key={each.pointer}
            type="button"
            className="link-button"
            onClick={() => showProblem(each)}
          >
            {where(each)}
          </button>
        ))}
        <span className="code">{code}</span>
      </span>
    </li>
  );
}

export function Problems() {
  const findings = useDocument((state) => state.said?.findings ?? []);
  const editable = useDocument(mayEdit);
  if (findings.length === 0) return <p className="empty">Nothing is wrong with this flow.</p>;
  return (
    <ul className="rows">
      {byCause(findings).map(([finding, ...others]) => {
        if (!finding) return null;
        if (others.length > 0)
          return <Cause key={finding.code + finding.message} findings={[finding, ...others]} />;
        const Icon = ICONS[finding.severity];
        const { fix } = finding;
        return (
          <li
            key={finding.code + finding.pointer + finding.message}
            className={`finding-${finding.severity}`}
          >
            <button type="button" className="row-button" onClick={() => showProblem(finding)}>
              <Icon size={14} aria-label={finding.severity} />
              <span className="where">{where(finding)}</span>
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
