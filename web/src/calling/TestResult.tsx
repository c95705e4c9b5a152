/** How a test ended: why it failed, expected beside heard, and the trail. */

import { useState } from "react";
import { call } from "../api/client";
import type { CheckedValue, Observation, TestCase, TestOutcome } from "../api/types";
import { useDocument } from "../document/store";
import { trying } from "../parts/trouble";
import { BlockName, clock, wayOf } from "./Log";
import { forget } from "./running";
import { useCall } from "./store";

const WORDS = { PASSED: "passed", FAILED: "failed", MISSING: "did not happen" };
const EVENTS: Record<string, string> = {
  TestInitiated: "The test starts",
  FlowActionStarted: "Begins: ",
  FlowActionCompleted: "Completes: ",
};

const expectedOf = ({ event, expected }: Observation) => (EVENTS[event] ?? "") + expected;

const said = ({ namespace, operator, expected, actual }: CheckedValue) =>
  `${namespace} ${operator} ${expected || ""}: is "${actual}"`;

function Rows({ rows }: { rows: Observation[] }) {
  return (
    <table className="test-rows">
      <thead>
        <tr>
          <th scope="col">Expected</th>
          <th scope="col">Heard</th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={`row-${row.status.toLowerCase()}`}>
            <td>{expectedOf(row)}</td>
            <td>
              {row.heard}
              {row.checks.map((check) => (
                <p key={said(check)} className={check.status === "FAILED" ? "bad" : "soft"}>
                  {said(check)}
                </p>
              ))}
            </td>
            <td className={row.status === "PASSED" ? "good" : "bad"}>{WORDS[row.status]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Trail({ trail }: Pick<TestOutcome, "trail">) {
  return (
    <details>
      <summary>Trail of {trail.length} blocks</summary>
      <ol className="plain trail">
        {trail.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no identity but their place
          <li key={index}>
            <span className="soft time">{clock(event.seconds)}</span>
            <BlockName event={event} />
            {event.heard && <span>“{event.heard}”</span>}
            {event.said && <span>← {event.said}</span>}
            {event.label && <span className="soft">→ {wayOf(event)}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Delete({ test }: { test: TestCase }) {
  const [sure, setSure] = useState(false);
  const remove = async () => {
    const { instance = "", kind = "flow" } = useDocument.getState().identity ?? {};
    if (!(await trying(call("DELETE", `${instance}/tests/${test.id}?kind=${kind}`)))) return;
    forget(test.id);
    useCall.setState(({ changes }) => ({ changes: changes + 1 }));
  };
  return (
    <button
      type="button"
      className="link-button bad"
      onClick={() => (sure ? void remove() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      {sure ? "Delete for good?" : "Delete"}
    </button>
  );
}

interface Props {
  test: TestCase;
  result: TestOutcome | undefined;
  mayDelete: boolean;
}

export function TestResult({ test, result, mayDelete }: Props) {
  return (
    <section className="test-result" aria-label={`The test ${test.name}`}>
      <div className="row">
        <h3>{test.name}</h3>
        <span className="soft">{test.status === "SAVED" ? "saved, not published" : ""}</span>
        <span className="fill" />
        {mayDelete && <Delete test={test} />}
      </div>
      {test.description && <p>{test.description}</p>}
      {!result && <p className="soft">Not run on this document yet.</p>}
      {result && (
        <>
          {result.reason && <p className="said-error">{result.reason}</p>}
          {result.passed && <p className="good">Passed in {clock(result.seconds)} of the call.</p>}
          {result.rows.length > 0 && <Rows rows={result.rows} />}
          {result.warnings.map((warning) => (
            <p key={warning} className="warn">
              {warning}
            </p>
          ))}
          {result.trail.length > 0 && <Trail trail={result.trail} />}
        </>
      )}
    </section>
  );
}
