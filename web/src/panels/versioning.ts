/** What can be done with an older content of the flow: compare, restore, publish again. */

import { saving } from "../actions/saving";
import { get, query } from "../api/client";
import type { Compared, Diff, Opened, Saved, Versions } from "../api/types";
import type { Mark } from "../canvas/nodes";
import { showAll } from "../canvas/window";
import { history, isDirty, quietly, useDocument } from "../document/store";
import { ask, perform, settled, travelled } from "../document/sync";
import { edit } from "../document/turns";
import { tell } from "../parts/toasts";
import { trying } from "../parts/trouble";
import { laterBlock } from "./DiffList";

/** An older content: its name in addresses (`published`, `p3`, `2`) and for people. */
export interface Older {
  version: string;
  label: string;
}

/** The flow's address in the API, and the query that says what kind it is. */
function place() {
  const { instance = "", flow = "", kind = "flow" } = useDocument.getState().identity ?? {};
  return { path: `${instance}/flows/${encodeURIComponent(flow)}`, kind };
}

export function listed() {
  const { path, kind } = place();
  return get<Versions>(`${path}/versions?${query({ kind })}`);
}

/** How the changes of a comparison are painted on the blocks. */
export function marksOf(diff: Diff): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const change of diff.changes) {
    if (!change.block || change.aspect !== "meaning") continue;
    const mark = change.what === "Added" ? "added" : "changed";
    const id = laterBlock(diff, change);
    if (marks.get(id) !== "added") marks.set(id, mark);
  }
  return marks;
}

/** What changed from one content to another, or to what is open. */
export const compared = (from: string, to: string): Promise<Diff | undefined> =>
  trying(difference(from, to));

async function difference(from: string, to: string): Promise<Diff> {
  await settled();
  const { path, kind } = place();
  if (to !== "open") {
    const address = `${path}/compare?${query({ kind, a: from, b: to })}`;
    return (await get<Compared>(address)).diff;
  }
  const { identity } = useDocument.getState();
  const address = `flows/${encodeURIComponent(identity?.flow ?? "")}/compare`;
  return (await ask<Compared>(address, { a: from })).diff;
}

async function replaced({ version, label }: Older, what: string): Promise<boolean> {
  const { path, kind } = place();
  const found = await get<Opened>(`${path}?${query({ kind, version })}`);
  const name = useDocument.getState().view?.name;
  const content = found.content;
  const refused = await perform({ kind: "replace", content, name, label: `${what} ${label}` });
  showAll();
  return refused === "";
}

export async function restore(older: Older) {
  if (!(await edit(() => replaced(older, "Restore")))) return;
  const message = `${older.label} is back on the canvas. Save to keep it; Undo takes it away again.`;
  tell("info", message);
}

/** Publishes an older content: one step, which the offer beside the message takes back whole. */
export async function publishAgain(older: Older, former: string | null) {
  const dirty = isDirty(useDocument.getState());
  if (!(await edit(() => replaced(older, "Publish again")))) return;
  const done = await saving(true, { note: `Again: ${older.label}`, quiet: true });
  if (!done) return;
  const undo = { label: "Undo", perform: () => void trying(takeBack(former, dirty)) };
  tell("success", `Published again: ${older.label}.`, former ? undo : undefined);
}

/** Publishes what was published before, and puts the draft back as it was. */
async function takeBack(former: string | null, dirty: boolean) {
  history.getState().undo();
  await travelled();
  const { expected, commands, identity } = useDocument.getState();
  const path = `flows/${encodeURIComponent(identity?.flow ?? "")}/restore`;
  const saved = await ask<Saved>(path, { expected, version: former, publish: true });
  quietly({ summary: saved.summary, expected: saved.base, saved: commands });
  const draft = dirty ? " Your edits are saved as the draft." : "";
  tell("success", `What was published before is published again.${draft}`);
}
