/** Keeps what is drawn true: sends the commands, one call at a time, and takes in the answers. */

import { ApiError, away, isOffline, post } from "../api/client";
import type { Command, Edited } from "../api/types";
import { showOverlay } from "../parts/open_panels";
import { tell } from "../parts/toasts";
import { foreseen, isBeginning } from "./foresee";
import { GONE } from "./gone";
import { keep } from "./kept";
import { merge } from "./merge";
import { predict } from "./predict";
import { predictForm } from "./predict_form";
import {
  type Commands,
  type DocumentState,
  history,
  quietly,
  recalled,
  remember,
  type Said,
  useDocument,
} from "./store";
import { packed } from "./timeline";
import { turnsOver } from "./turns";

const RETRY = 2000;

let running: Promise<void> | null = null;
let withContent = false;
/** The commands that the last answer was about. */
let answered: Commands = [];

/** The document as calls take it. */
export function asBody(commands?: Commands) {
  const { identity, base, content, view, commands: now } = useDocument.getState();
  return {
    flow: identity?.flow ?? null,
    kind: identity?.kind,
    type: view?.type,
    base,
    commands: commands ?? now,
    ...(withContent ? { content } : {}),
  };
}

/** A call about the document; the content goes along where the server has lost it. */
export async function ask<T>(path: string, more: object = {}): Promise<T> {
  const { identity } = useDocument.getState();
  const address = `${identity?.instance}/${path}`;
  try {
    return await post<T>(address, { ...asBody(), ...more });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "base-gone" || withContent) throw error;
    withContent = true;
    return await post<T>(address, { ...asBody(), ...more });
  }
}

export const begin = () => {
  withContent = false;
  answered = [];
};

/** Takes in an answer, which holds only what differs from what was known when it was asked for. */
function heard(sent: Commands, known: Said | null, answer: Edited) {
  const before = useDocument.getState();
  const said: Said = {
    token: answer.token,
    ...(answer.marks ? { marks: answer.marks } : {}),
    view: known ? merge(known.view, answer.view) : answer.view,
    findings: answer.findings ?? known?.findings ?? [],
    references: answer.references ?? known?.references ?? [],
    publish: answer.publish ?? known?.publish ?? { allowed: false, reasons: [] },
    blockCount: answer.blockCount,
    bytes: answer.bytes,
  };
  remember(sent, said);
  answered = sent;
  const current = before.commands === sent;
  const about = answer.properties?.block === before.inspected ? answer.properties : null;
  quietly({
    online: true,
    ...(current ? { said, view: said.view, fresh: true } : {}),
    ...(about ? { properties: about.gone ? null : about } : {}),
  });
}

const refusals = new WeakMap<Command, string>();

type Hear = (reason: string) => void;
const aloud: Hear = (reason) => tell("error", reason);
const hearers = new WeakMap<Command, Hear>();
let hearer: Hear | null = null;

/** Has a refusal of what is performed now said by `hear`, instead of in a message. */
export function hearing<T>(hear: Hear, perform: () => T): T {
  const before = hearer;
  hearer = hear;
  try {
    return perform();
  } finally {
    hearer = before;
  }
}

/** Takes back the command that the server refused; those after it stay, and are sent again. */
function refused(sent: Commands, error: ApiError) {
  const index = typeof error.more.command === "number" ? error.more.command : sent.length - 1;
  const bad = sent[index];
  if (!bad) return tell("error", error.message);
  refusals.set(bad, error.message);
  const without = (list: Commands) =>
    list.includes(bad) ? list.filter((each) => each !== bad) : list;
  const { commands: now, view: drawn } = useDocument.getState();
  const states: Commands[] = [];
  for (const each of [...history.getState().pastStates.map((it) => it.commands ?? []), now]) {
    const good = without(each);
    if (good.length !== states.at(-1)?.length) states.push(good);
  }
  const commands = states.pop() ?? without(now);
  history.setState({ pastStates: states.map((each) => ({ commands: each })), futureStates: [] });
  quietly({ commands, view: recalled(commands)?.view ?? foreseen(commands) ?? drawn });
  store();
  (hearers.get(bad) ?? aloud)(error.message);
}

/** Those of the commands that the server has not answered yet. */
export const unanswered = (commands: Commands): Commands =>
  isBeginning(answered, commands) ? commands.slice(answered.length) : [];

/** Goes on without the server: what was not answered yet is foreseen in the form, too. */
export function goOn() {
  const { online, commands, properties } = useDocument.getState();
  if (!online) return;
  const news = unanswered(commands);
  quietly({ online: false, properties: properties && news.reduce(predictForm, properties) });
}

async function once() {
  const { commands, inspected, said, identity } = useDocument.getState();
  if (!identity) return;
  try {
    const answer = await ask<Edited>("edit", {
      commands,
      ...(said?.token ? { have: said.token } : {}),
      ...(said?.marks ? { marks: said.marks } : {}),
      ...(inspected ? { inspect: inspected } : {}),
    });
    if (useDocument.getState().identity === identity) heard(commands, said, answer);
  } catch (error) {
    if (useDocument.getState().identity !== identity) return;
    if (isOffline(error)) {
      goOn();
      await new Promise((resolve) => setTimeout(resolve, RETRY));
      return once();
    }
    if (!(error instanceof ApiError)) throw error;
    if (error.code === "bad-command" && commands.length) refused(commands, error);
    else if (error.code === "not-found")
      tell("error", GONE, { label: "Save as…", perform: () => showOverlay("saveAs") });
    else tell("error", error.message);
  }
}

/** Sends what is new; while a call is under way, the next one waits for it. */
export function sync(): Promise<void> {
  const wanted = () => {
    const { commands, inspected } = useDocument.getState();
    return `${commands.length}/${inspected}`;
  };
  running ??= (async () => {
    try {
      for (let asked: unknown; ; ) {
        const { commands } = useDocument.getState();
        const now = wanted();
        if (asked === now && recalled(commands)) break;
        asked = now;
        await once();
        if (useDocument.getState().commands === commands && wanted() === now) break;
      }
    } finally {
      running = null;
    }
  })();
  return running;
}

/** Ends when the commands up to now are sent, and answered. */
export const sent = () => running ?? Promise.resolve();

/** Asks again about the same document, after calls under way: others may have changed the instance. */
export const renew = () => sent().then(sync);

/** Ends when the commands up to now are sent; fails where the server can't be reached. */
export async function reached() {
  const { promise: unreachable, reject } = Promise.withResolvers<never>();
  const look = ({ online }: DocumentState) => online || reject(away());
  look(useDocument.getState());
  const stop = useDocument.subscribe(look);
  await Promise.race([sent(), unreachable]).finally(stop);
}

/** Ends when no edit is under way and all is sent. An edit would wait for itself: it takes `reached`. */
export async function settled() {
  await turnsOver();
  await reached();
}

/** Keeps the document, its history and what was saved, all together. */
export function store() {
  const { identity, base, content, expected, commands, saved } = useDocument.getState();
  if (identity?.version !== "") return;
  const { pastStates, futureStates } = history.getState();
  const timeline = packed({
    past: pastStates.map((state) => state.commands ?? []),
    now: commands,
    future: futureStates.map((state) => state.commands ?? []),
    saved,
  });
  if (!keep(identity.instance, identity.flow, { base, content, expected, ...timeline }))
    tell("warning", "This browser has no room to keep unsaved edits: save soon.");
}

/**
 * Performs a command: drawn at once, then sent. Answers with why it was refused, if it was. A block
 * that will be selected next may be named, so that the same call asks for its properties.
 */
export async function perform(command: Command, inspect = ""): Promise<string> {
  const { commands, view, online, properties } = useDocument.getState();
  if (!view) return "";
  if (hearer) hearers.set(command, hearer);
  useDocument.setState({
    commands: [...commands, command],
    view: predict(view, command),
    fresh: false,
    ...(online ? {} : { properties: properties && predictForm(properties, command) }),
  });
  if (inspect) quietly({ inspected: inspect, properties: null });
  store();
  await sync();
  return refusals.get(command) ?? "";
}

/** Draws what is known of the commands that now stand, and asks for the rest. */
export function travelled() {
  const { commands, said, online } = useDocument.getState();
  const known = recalled(commands);
  quietly({ ...(known ? { view: known.view, said: { ...known } } : {}), fresh: Boolean(known) });
  if (!known && said) quietly({ view: foreseen(commands) ?? said.view });
  if (!online) quietly({ properties: null });
  store();
  return sync();
}
