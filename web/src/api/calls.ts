/** What the server says of calls and test cases. */

// Made from flowport.designer.schema.call_schema by `make docs`; change that.

import type { AffectedFlow, Comparison } from "./comparison";

export type QuestionKind = "input" | "result" | "trouble" | "value" | "percent" | "waiting";

export type Channel = "VOICE" | "CHAT" | "TASK" | "EMAIL";

/** One block of the way of a call. */
export interface CallEvent {
  block: string;
  title: string;
  flow: string;
  /** Whether it is a block of the open document. */
  own: boolean;
  heard: string;
  said: string;
  branch: string;
  /** The block and branch of the open document that a module came back to. */
  returned: [string, string] | null;
  label: string;
  seconds: number;
}

/** A choice among the answers to a question. */
export interface CallOption {
  label: string;
  /** The branch that it takes, as far as that is known. */
  branch: string;
  error: boolean;
  /** Whether a result can be written for it. */
  result: boolean;
}

/** What a call waits for. */
export interface CallQuestion {
  kind: QuestionKind;
  block: string;
  title: string;
  flow: string;
  own: boolean;
  heard: string;
  about: string;
  /** Whether one key is a whole answer. */
  single: boolean;
  /** Whether words can be said to it: a bot. */
  words: boolean;
  hangUp: boolean;
  options: CallOption[];
}

/** A call as far as its answers lead. */
export interface Walked {
  events: CallEvent[];
  question: CallQuestion | null;
  ending: string;
  problem: string;
  seconds: number;
  begins: number;
  /** How many of the answers were given. */
  used: number;
  attributes: [string, string][];
  flowAttributes: [string, string][];
  queue: string;
  notes: string[];
}

/** A call, and whether the user may save it as a test case. */
export interface Called extends Walked {
  maySave: boolean;
}

/** A test case in the list. */
export interface TestCase {
  id: string;
  name: string;
  description: string;
  status: string;
  modified: number;
}

/** The test cases of a flow. */
export interface TestCases {
  tests: TestCase[];
  mayDelete: boolean;
}

/** A check of a value in a test case. */
export interface CheckedValue {
  namespace: string;
  operator: string;
  expected: string;
  actual: string;
  status: string;
}

/** What a test case expects at one point, and what was heard there. */
export interface Observation {
  id: string;
  event: string;
  expected: string;
  heard: string;
  status: "PASSED" | "FAILED" | "MISSING";
  checks: CheckedValue[];
}

/** How a test case ended. */
export interface Verdict {
  passed: boolean;
  reason: string;
  rows: Observation[];
  trail: CallEvent[];
  warnings: string[];
  seconds: number;
  /** The branches that it took, each by its block and key. */
  reached: [string, string][];
}

/** A call that was saved as a test case, and how that ends on the document. */
export interface SavedTest {
  test: TestCase;
  result: Verdict | null;
}

/** A test case that ran. */
export interface TestOutcome extends TestCase, Verdict {}

/** What there is to reach in a document. */
export interface Reachable {
  blocks: number;
  branches: number;
  /** Branches that no contact can take: block, key, and the reason. */
  impossible: [string, string, string][];
}

/** Test cases that ran, and the ids of those that there was no time for. */
export interface Ran {
  results: TestOutcome[];
  left: string[];
  flow: Reachable;
}

/** The calls that a plan or an import affects; ``left`` are flows that were not compared. */
export interface AffectedCalls {
  flows: AffectedFlow[];
  left: string[];
}

/** The calls that differ between two contents of a flow. */
export interface ComparedCalls {
  calls: Comparison;
}
