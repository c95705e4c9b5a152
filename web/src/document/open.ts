/** Opens and closes a document. */

import { flowPath, get } from "../api/client";
import type { Opened } from "../api/types";
import { claim, forget, type Kept, letGo, recall } from "./kept";
import { saved } from "./save";
import {
  type DocumentState,
  empty,
  history,
  type Identity,
  quietly,
  recalled,
  remember,
  saidOf,
  useDocument,
} from "./store";
import { begin, sync } from "./sync";
import { unpacked } from "./timeline";
import { turnsOver } from "./turns";

/** What opening found beside the flow: edits of an earlier time, and whether no other tab has it. */
export interface Found {
  restored: boolean;
  alone: boolean;
}

/** Ends when the claim of what is only read was let go; a later claim waits for that. */
let leaving: Promise<void> = Promise.resolve();

/** What the server has of a flow, and whether this tab alone edits it; asked for at once. */
async function claimed({ instance, flow, kind, version }: Identity) {
  const claiming = version === "" ? leaving.then(() => claim(instance, flow)) : null;
  try {
    const opened = await get<Opened>(flowPath(instance, kind, flow, version));
    if (opened.permissions.edit) return { opened, alone: (await claiming) ?? true };
    if (claiming) leaving = claiming.then(letGo, letGo);
    else letGo();
    return { opened, alone: true };
  } catch (error) {
    await claiming;
    // What is open stays this tab's, where it could not be read again.
    if (!useDocument.getState().identity) letGo();
    throw error;
  }
}

export async function open(identity: Identity): Promise<Found> {
  const { instance, flow, version } = identity;
  const { opened, alone } = await claimed(identity);
  begin();
  const commands = [] as const;
  const said = saidOf(opened);
  remember(commands, said);
  quietly({
    ...empty,
    identity,
    summary: opened.summary,
    base: opened.base,
    content: opened.content,
    rights: opened.permissions,
    expected: opened.base,
    commands,
    saved: commands,
    said,
    view: opened.view,
  });
  history.getState().clear();
  const kept = version === "" && opened.permissions.edit ? recall(instance, flow) : null;
  const isEdited = kept !== null && kept.at !== kept.saved;
  if (!kept || !(isEdited || kept.expected === opened.base)) return { restored: false, alone };
  restore(kept);
  await sync();
  return { restored: isEdited, alone };
}

/** Puts back what was kept: edits, the history around them, and which of it was saved. */
function restore({ base, content, expected, ...timeline }: Kept) {
  const { past, now, future, saved } = unpacked(timeline);
  const { commands: first } = useDocument.getState();
  // What opening has told of the content as it is stored, it told of the state that was saved.
  const told = recalled(first);
  if (told && expected === useDocument.getState().base) remember(saved, told);
  quietly({ base, content, expected, saved, commands: now, fresh: false });
  history.setState({
    pastStates: past.map((commands) => ({ commands })),
    futureStates: future.map((commands) => ({ commands })),
  });
}

export async function discard() {
  await turnsOver();
  const { identity } = useDocument.getState();
  if (!identity) return;
  forget(identity.instance, identity.flow);
  await open({ ...identity });
}

/** Ends with the edits and saves under way, or when the server can't be reached: edits are kept. */
export async function untilLeft() {
  const { promise: unreachable, resolve } = Promise.withResolvers<void>();
  const look = ({ online }: DocumentState) => online || resolve();
  look(useDocument.getState());
  const stop = useDocument.subscribe(look);
  await Promise.race([turnsOver().then(saved), unreachable]);
  stop();
}

export function close() {
  letGo();
  quietly(empty);
  history.getState().clear();
}
