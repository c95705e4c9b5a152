/**
 * The call that is on: all answers so far, and what the server said of them. The server keeps
 * nothing, so a step back is a shorter list of answers.
 */

import { create } from "zustand";
import { ApiError } from "../api/client";
import type { Called, CallQuestion, Channel, SavedTest } from "../api/types";
import { useDocument } from "../document/store";
import { ask, settled } from "../document/sync";

/** An answer of the person at the page to one question. */
export interface Reply {
  block: string;
  kind: string;
  outcome: string;
  value?: unknown;
}

export interface Setup {
  channel: Channel;
  /** A moment, or "" for now. */
  at: string;
  number: string;
  /** Lines of `name=value`. */
  attributes: string;
  mocks: string;
  seed: number;
}

interface State {
  /** The flow or module that is called. */
  flow: string;
  setup: Setup;
  answers: readonly Reply[];
  called: Called | null;
  /** Why the call could not be made. */
  problem: string;
  aloud: boolean;
  /** Grows with every test that is saved or deleted. */
  changes: number;
}

const nothing: State = {
  flow: "",
  setup: { channel: "VOICE", at: "", number: "", attributes: "", mocks: "", seed: 0 },
  answers: [],
  called: null,
  problem: "",
  aloud: false,
  changes: 0,
};

export const useCall = create<State>(() => nothing);

/** Starts over where another flow was called before. */
export function take(flow: string) {
  if (useCall.getState().flow !== flow) useCall.setState({ ...nothing, flow });
}

function attributesIn(lines: string): Record<string, string> {
  const pairs = lines
    .split("\n")
    .filter((line) => line.trim())
    .map((line): [string, string] => {
      const at = line.indexOf("=");
      return at < 0 ? [line.trim(), ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
  return Object.fromEntries(pairs);
}

/** The call as the server takes it. */
export function asCall() {
  const { setup, answers, called } = useCall.getState();
  const { attributes, ...rest } = setup;
  return {
    ...rest,
    attributes: attributesIn(attributes),
    answers,
    ...(called ? { begins: called.begins } : {}),
  };
}

let turn = 0;

/** Makes the call as it is described now; an answer that comes late is not taken. */
export async function dial() {
  const mine = ++turn;
  const { flow } = useCall.getState();
  try {
    await settled();
    const called = await ask<Called>("call", asCall());
    if (mine !== turn || useCall.getState().flow !== flow) return;
    const { answers } = useCall.getState();
    const kept = called.used < answers.length ? answers.slice(0, called.used) : answers;
    useCall.setState({ called, answers: kept, problem: "" });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (mine === turn) useCall.setState({ problem: error.message });
  }
}

export function answer(question: CallQuestion, outcome: string, value?: unknown) {
  const { block, kind } = question;
  const reply: Reply = { block, kind, outcome, ...(value === undefined ? {} : { value }) };
  useCall.setState(({ answers }) => ({ answers: [...answers, reply] }));
}

export const stepBack = () =>
  useCall.setState(({ answers }) => ({ answers: answers.slice(0, -1) }));

/** From the start, at the present moment. */
export const callAgain = () =>
  useCall.setState(({ called }) => ({
    answers: [],
    called: called && { ...called, begins: now() },
  }));

const now = () => Math.round(Date.now() / 1000);

export const change = (part: Partial<Setup>) =>
  useCall.setState(({ setup }) => ({ setup: { ...setup, ...part } }));

/** Saves the call as a test; answers with it, and how it ends on the document as it is now. */
export async function saveTest(name: string): Promise<SavedTest> {
  const made = await ask<SavedTest>("tests", { ...asCall(), name });
  useCall.setState(({ changes }) => ({ changes: changes + 1 }));
  return made;
}

export const flowId = () => useDocument.getState().identity?.flow ?? "";
