/** Copies go through the system's clipboard as JSON that the server wrote, and come back the same way. */

import type { ClipboardText, Pasted, Spot } from "../api/types";
import { select, selection, useCanvas } from "../canvas/store";
import { middle, showBlocks } from "../canvas/window";
import { blockOf } from "../document/edits";
import { newId } from "../document/ids";
import { ask, perform, reached } from "../document/sync";
import { write } from "../parts/clipboard";
import { tell } from "../parts/toasts";
import { count } from "../parts/words";

const BESIDE = 40;

async function copied(): Promise<string> {
  const { blocks: ids, notes: annotations } = selection();
  await reached();
  return (await ask<ClipboardText>("copy", { ids, annotations })).text;
}

export async function copySelected() {
  const { length } = selection().blocks;
  await write(await copied());
  tell("info", `${count(length, "block")} copied.`);
}

function place(): Spot {
  const { pointer, flow } = useCanvas.getState();
  return pointer && flow ? flow.screenToFlowPosition(pointer) : middle();
}

/** The last place of a paste; the next one there is put beside it. */
let last = { at: "", times: 0 };

function offset(at: Spot): Spot {
  const here = `${Math.round(at.x)}/${Math.round(at.y)}`;
  last = { at: here, times: last.at === here ? last.times + 1 : 0 };
  const by = last.times * BESIDE;
  return { x: at.x + by, y: at.y + by };
}

/** More characters than this are no piece of a flow; the server would refuse them. */
const MOST = 7_000_000;

export async function paste(text: string, at: Spot = offset(place())) {
  if (text.length > MOST) {
    tell("error", "The clipboard holds more than 7 MB, which is more than a flow can have.");
    return;
  }
  await reached();
  const seed = newId();
  const { x, y } = { x: Math.round(at.x), y: Math.round(at.y) };
  const made = await ask<Pasted>("paste", {
    text,
    x,
    y,
    seed,
  });
  await perform(made.command);
  select(made.ids);
  await showBlocks(made.ids);
  tell("info", `${count(made.ids.length, "block")} pasted.`);
  const { length } = made.notes;
  if (length) tell("warning", `Pasted with ${count(length, "note")}: see the blocks.`);
}

export async function duplicate() {
  const first = selection().blocks.map(blockOf);
  const x = Math.min(...first.map((block) => block?.x ?? 0)) + BESIDE;
  const y = Math.min(...first.map((block) => block?.y ?? 0)) + BESIDE;
  await paste(await copied(), { x, y });
}
