/** What is wrong with a block: a list above its form, and a line under each field it belongs to. */

import { CircleX, Info, TriangleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId, useMemo } from "react";
import type { Finding, Properties } from "../api/types";
import { useCanvas } from "../canvas/store";
import { isOutdated } from "../document/outdated";
import { useDocument } from "../document/store";
import { perform, unanswered } from "../document/sync";
import { Described } from "../parts/describing";
import { type Placed, placed } from "./placing";

const ICONS = { error: CircleX, warning: TriangleAlert, info: Info };

/** Whether a finding is from before an edit that the server, which is away, could not check. */
function useOutdated(finding: Finding): boolean {
  return useDocument(
    ({ online, commands }) => !online && isOutdated(finding, unanswered(commands)),
  );
}

function FindingLine({ finding }: { finding: Finding }) {
  const Icon = ICONS[finding.severity];
  const { fix } = finding;
  const outdated = useOutdated(finding);
  return (
    <li className={`finding finding-${finding.severity}${outdated ? " stale" : ""}`}>
      <Icon size={14} aria-label={finding.severity} />
      <span>
        {outdated && "Before your change: "}
        {finding.message} <span className="code">{finding.code}</span>
      </span>
      {fix && !outdated && (
        <button type="button" className="link-button" onClick={() => void perform(fix.command)}>
          {fix.title}
        </button>
      )}
    </li>
  );
}

const Lines = ({ findings }: { findings: readonly Finding[] }) =>
  findings.map((finding) => (
    <FindingLine key={finding.code + finding.pointer + finding.message} finding={finding} />
  ));

const nowhere: Placed = { fields: new Map(), branches: new Map(), others: [] };
const Around = createContext(nowhere);

export const usePlaced = () => useContext(Around);

/** A form, whose fields show what is found wrong with them. */
export function WithFindings({
  properties,
  children,
}: {
  properties: Properties;
  children: ReactNode;
}) {
  const { block, fields, branches } = properties;
  const findings = useDocument((state) => state.said?.findings);
  const fresh = useCanvas((state) => state.fresh.has(block));
  const found = useMemo(() => {
    const about = fresh ? [] : (findings?.filter((each) => each.block === block) ?? []);
    return placed(about, fields, branches);
  }, [findings, fresh, block, fields, branches]);
  return <Around.Provider value={found}>{children}</Around.Provider>;
}

/** What is found wrong with the block and belongs to none of its fields. */
export function OtherFindings() {
  const { others } = usePlaced();
  if (others.length === 0) return null;
  return (
    <ul className="findings" aria-label="Findings">
      <Lines findings={others} />
    </ul>
  );
}

/** A field or branch, with what is found wrong with it under it. */
export function Beside({
  findings,
  children,
}: {
  findings: readonly Finding[] | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const wrong = findings?.some(({ severity }) => severity === "error") ?? false;
  const about = useMemo(() => ({ id: findings ? id : "", wrong }), [findings, id, wrong]);
  return (
    <Described.Provider value={about}>
      {children}
      {findings && (
        <ul className="findings beside" id={id}>
          <Lines findings={findings} />
        </ul>
      )}
    </Described.Provider>
  );
}
