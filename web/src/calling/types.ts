/** What the server says of calls and tests; see docs/reference/designer-api.md. */

export type Channel = "VOICE" | "CHAT" | "TASK" | "EMAIL";

export interface Reply {
  block: string;
  kind: string;
  outcome: string;
  value?: unknown;
}

export interface CallEvent {
  block: string;
  title: string;
  flow: string;
  /** Whether it is a block of the open document. */
  own: boolean;
  heard: string;
  said: string;
  branch: string;
  returned: [block: string, branch: string] | null;
  label: string;
  seconds: number;
}

export interface Option {
  label: string;
  /** The branch that it takes, as far as that is known. */
  branch: string;
  error: boolean;
  /** Whether a result can be written for it. */
  result: boolean;
}

export interface Question {
  kind: "input" | "result" | "value" | "waiting";
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
  options: Option[];
}

export interface Called {
  events: CallEvent[];
  question: Question | null;
  ending: string;
  problem: string;
  seconds: number;
  begins: number;
  used: number;
  attributes: [string, string][];
  flowAttributes: [string, string][];
  queue: string;
  notes: string[];
  maySave: boolean;
}

export interface Test {
  id: string;
  name: string;
  description: string;
  status: string;
  modified: number;
}

export interface Check {
  namespace: string;
  operator: string;
  expected: string;
  actual: string;
  status: string;
}

export interface Row {
  id: string;
  event: string;
  expected: string;
  heard: string;
  status: "PASSED" | "FAILED" | "MISSING";
  checks: Check[];
}

export interface Verdict {
  passed: boolean;
  reason: string;
  rows: Row[];
  trail: CallEvent[];
  warnings: string[];
  seconds: number;
  reached: [block: string, branch: string][];
}

export type Result = Test & Verdict;

export interface Ran {
  results: Result[];
  left: string[];
  flow: { blocks: number; branches: number; impossible: [string, string, string][] };
}
