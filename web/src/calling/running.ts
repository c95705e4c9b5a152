/** The flow's test cases, and how they ended on the document as it was when they ran. */

import { create } from "zustand";
import type { Ran, TestOutcome } from "../api/types";
import { type Commands, useDocument } from "../document/store";
import { ask, settled } from "../document/sync";

interface State {
  flow: string;
  results: ReadonlyMap<string, TestOutcome>;
  /** What there is to reach in the document, and what can't be reached. */
  about: Ran["flow"] | null;
  /** The document that the tests ran on. */
  commands: Commands | null;
  running: boolean;
  covers: boolean;
}

const nothing: State = {
  flow: "",
  results: new Map(),
  about: null,
  commands: null,
  running: false,
  covers: false,
};

export const useRuns = create<State>(() => nothing);

/** Forgets the results of another flow. */
export function takeRuns(flow: string) {
  if (useRuns.getState().flow !== flow) useRuns.setState({ ...nothing, flow });
}

const MOST = 1000;

/** Runs tests on the document as it is now; results of an older document are dropped. */
export async function run(ids: readonly string[]) {
  const { flow } = useRuns.getState();
  await settled();
  const { commands } = useDocument.getState();
  useRuns.setState(({ commands: before, results }) => ({
    running: true,
    commands,
    results: before === commands ? results : new Map(),
  }));
  try {
    for (let left = ids; left.length > 0; ) {
      const answer = await ask<Ran>("tests/run", { commands, ids: left.slice(0, MOST) });
      if (useRuns.getState().flow !== flow) return;
      useRuns.setState(({ results }) => ({
        about: answer.flow,
        results: new Map([...results, ...answer.results.map((each) => [each.id, each] as const)]),
      }));
      left = [...answer.left, ...left.slice(MOST)];
    }
  } finally {
    if (useRuns.getState().flow === flow) useRuns.setState({ running: false });
  }
}

/** Drops the result of a test that no longer exists. */
export function forget(id: string) {
  useRuns.setState(({ results }) => ({
    results: new Map([...results].filter(([each]) => each !== id)),
  }));
}
