/** What a command will look like, drawn before the server has answered. It decides nothing. */

import { drawnAs } from "../api/catalogue";
import type { Annotation, Block, Command, Spot, View } from "../api/types";

type Predict = (view: View, command: Command) => View;

interface Origin {
  block: string;
  branch?: string;
}

const blocks = (view: View, change: (block: Block) => Block): View => ({
  ...view,
  blocks: view.blocks.map(change),
});

const led = (block: Block, key: string, target: string): Block => ({
  ...block,
  branches: block.branches.map((branch) =>
    branch.key === key ? { ...branch, target, connected: target !== "" } : branch,
  ),
});

function connect(view: View, command: Command): View {
  const {
    block,
    branch,
    target = "",
  } = command as { block?: string; branch?: string } & {
    target?: string;
  };
  if (!block) return { ...view, start: target };
  return blocks(view, (each) => (each.id === block ? led(each, branch ?? "next", target) : each));
}

const targetOf = (view: View, block: string, branch: string) =>
  block
    ? view.blocks.find(({ id }) => id === block)?.branches.find(({ key }) => key === branch)?.target
    : view.start;

/** The new block; of those that make several actions, the first, until the server has answered. */
function add(view: View, command: Command): View {
  const { id, x, y, from } = command as unknown as Spot & { id: string; from?: Origin };
  const title = command.block as string | undefined;
  const drawn = title && !command.mode ? drawnAs(view.type, title) : undefined;
  if (!drawn || view.blocks.some((block) => block.id === id)) return view;
  const whole = { ...view, blocks: [...view.blocks, { ...drawn.block, id, x, y }] };
  if (!from) return whole;
  const branch = from.branch ?? "next";
  const before = targetOf(view, from.block, branch);
  const led = connect(whole, { kind: "connect", block: from.block, branch, target: id });
  if (!command.splice || !before || !drawn.leavesBy) return led;
  return connect(led, { kind: "connect", block: id, branch: drawn.leavesBy, target: before });
}

function move(view: View, command: Command): View {
  const places = (command.positions ?? {}) as Record<string, Spot>;
  const noted = (command.annotations ?? {}) as Record<string, Spot>;
  const entry = command.entry as Spot | undefined;
  const put = <T extends { id: string }>(thing: T, spot: Spot | undefined): T =>
    spot ? { ...thing, x: spot.x, y: spot.y } : thing;
  return {
    ...view,
    entry: entry ? { ...view.entry, x: entry.x, y: entry.y } : view.entry,
    blocks: view.blocks.map((block) => put(block, places[block.id])),
    annotations: view.annotations.map((note) => put(note, noted[note.id])),
  };
}

function remove(view: View, command: Command): View {
  const gone = new Set(command.ids as string[]);
  const cut = (block: Block): Block =>
    block.branches.some((branch) => gone.has(branch.target))
      ? {
          ...block,
          branches: block.branches.map((branch) =>
            gone.has(branch.target) ? { ...branch, target: "", connected: false } : branch,
          ),
        }
      : block;
  return {
    ...view,
    start: gone.has(view.start) ? "" : view.start,
    blocks: view.blocks.filter((block) => !gone.has(block.id)).map(cut),
    annotations: view.annotations.filter((note) => !gone.has(note.block)),
  };
}

function note(view: View, command: Command): View {
  const change = command as unknown as Partial<Annotation> & { id: string; kind: string };
  const { kind: _, ...members } = change;
  if (!view.annotations.some((each) => each.id === change.id)) {
    const { width, height } = change;
    if (width === undefined || height === undefined) return view;
    const blank = { content: "", block: "", x: 0, y: 0, folded: false };
    const made = { ...blank, ...members, width, height };
    return { ...view, annotations: [...view.annotations, made] };
  }
  return {
    ...view,
    annotations: view.annotations.map((each) =>
      each.id === change.id ? { ...each, ...members } : each,
    ),
  };
}

const predictions: Record<string, Predict> = {
  add,
  connect,
  disconnect: (view, command) => connect(view, { ...command, target: "" }),
  setStart: (view, command) => ({ ...view, start: command.block as string }),
  move,
  arrange: move,
  remove: (view, command) => (command.reconnect ? view : remove(view, command)),
  note,
  removeNote: (view, command) => ({
    ...view,
    annotations: view.annotations.filter((each) => !(command.ids as string[]).includes(each.id)),
  }),
  setFlow: (view, { name, description }) => ({
    ...view,
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof description === "string" ? { description } : {}),
  }),
  all: (view, command) => (command.commands as Command[]).reduce(predict, view),
};

/** The view as it will most likely be; where that can't be said, as it is. */
export function predict(view: View, command: Command): View {
  return predictions[command.kind]?.(view, command) ?? view;
}
