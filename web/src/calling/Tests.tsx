/** The flow's tests: run one or all, see why one failed, and what all of them reach. */

import { CircleCheck, CircleDashed, CircleX, Play } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { get, query } from "../api/client";
import { paint, unpaint } from "../canvas/store";
import { useDocument } from "../document/store";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { count } from "../parts/words";
import "./calling.css";
import type { TestCase, TestCases, TestOutcome } from "../api/types";
import { type Coverage, coverageOf, marksOf } from "./coverage";
import { Missed } from "./Missed";
import { run, takeRuns, useRuns } from "./running";
import { useCall } from "./store";
import { TestResult } from "./TestResult";

function Icon({ result }: { result: TestOutcome | undefined }) {
  if (!result) return <CircleDashed size={15} className="soft" aria-label="Not run" />;
  return result.passed ? (
    <CircleCheck size={15} className="good" aria-label="Passed" />
  ) : (
    <CircleX size={15} className="bad" aria-label="Failed" />
  );
}

/** How many passed, and how many branches they take. */
function Verdicts({ coverage }: { coverage: Coverage }) {
  const { results, running, commands } = useRuns();
  const now = useDocument((state) => state.commands);
  const all = [...results.values()];
  if (running) return <>Running…</>;
  if (all.length === 0) return null;
  const failed = all.filter(({ passed }) => !passed).length;
  const possible = coverage.branches.filter(({ impossible }) => !impossible);
  const taken = possible.filter(({ reached }) => reached).length;
  return (
    <>
      {all.length - failed} passed, {failed} failed; {taken} of{" "}
      {count(possible.length, "branch", "branches")} taken
      {commands === now ? "" : ". Edited since: run them again"}
    </>
  );
}

function useCoverage(): Coverage {
  const view = useDocument((state) => state.view);
  const { results, about, covers } = useRuns();
  const found = useMemo(
    () => (view ? coverageOf(view, results.values(), about) : { blocks: new Map(), branches: [] }),
    [view, results, about],
  );
  const shown = covers && results.size > 0;
  useEffect(() => {
    if (!shown) return;
    const { marks, links } = marksOf(found);
    paint("tests", marks, links);
  }, [found, shown]);
  useEffect(() => (shown ? () => unpaint("tests") : undefined), [shown]);
  return found;
}

function Bar({ tests, coverage }: { tests: TestCase[]; coverage: Coverage }) {
  const { running, covers } = useRuns();
  return (
    <div className="tests-bar">
      <button
        type="button"
        className="button primary"
        disabled={running || tests.length === 0}
        onClick={() => void trying(run(tests.map(({ id }) => id)))}
      >
        <Play size={14} aria-hidden /> Run all
      </button>
      <label className="row">
        <input
          type="checkbox"
          checked={covers}
          onChange={({ target }) => useRuns.setState({ covers: target.checked })}
        />
        Show on the canvas what is reached
      </label>
      <span className="soft" role="status">
        <Verdicts coverage={coverage} />
      </span>
    </div>
  );
}

export function Tests() {
  const { instance = "", flow = "", kind = "flow" } = useDocument((state) => state.identity) ?? {};
  const changes = useCall((state) => state.changes);
  const [chosen, choose] = useState("");
  const { results, running, covers } = useRuns();
  useEffect(() => takeRuns(flow), [flow]);
  const { answer } = useAsked<TestCases>(
    () => get(`${instance}/tests?${query({ kind, flow })}`),
    `${flow}/${changes}`,
  );
  const coverage = useCoverage();
  if (kind === "module")
    return <p className="empty">Tests enter at flows. Open a flow that uses this module.</p>;
  if (!answer) return <p className="empty">Reading…</p>;
  const { tests, mayDelete } = answer;
  if (tests.length === 0)
    return (
      <p className="empty">No test enters at this flow. Call it, and save the call as a test.</p>
    );
  const test = tests.find(({ id }) => id === chosen);
  return (
    <div className="tests">
      <Bar tests={tests} coverage={coverage} />
      <div className="columns">
        <ul className="rows" aria-label="Tests of this flow">
          {tests.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                className="row-button"
                aria-current={id === chosen ? "true" : undefined}
                onClick={() => choose(id === chosen ? "" : id)}
              >
                <Icon result={results.get(id)} />
                <span className="what" dir="auto" title={name}>
                  {name}
                </span>
              </button>
              <button
                type="button"
                className="link-button"
                disabled={running}
                aria-label={`Run ${name}`}
                onClick={() => {
                  choose(id);
                  void trying(run([id]));
                }}
              >
                Run
              </button>
            </li>
          ))}
        </ul>
        {test && (
          <TestResult
            key={test.id}
            test={test}
            result={results.get(test.id)}
            mayDelete={mayDelete}
          />
        )}
        {!test && covers && results.size > 0 && <Missed coverage={coverage} />}
      </div>
    </div>
  );
}
