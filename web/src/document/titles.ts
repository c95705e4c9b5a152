/** What a command is called in the history and beside Undo. */

import type { Command } from "../api/types";
import { count } from "../parts/words";

const titles: Record<string, (command: Command) => string> = {
  add: (c) => `Add ${c.block ?? c.type}`,
  remove: (c) => `Delete ${many(c.ids, "block")}${c.reconnect ? " and reconnect" : ""}`,
  connect: () => "Connect a branch",
  disconnect: () => "Disconnect a branch",
  move: (c) => `Move ${many(Object.keys({ ...spots(c.positions), ...spots(c.annotations) }))}`,
  arrange: () => "Arrange",
  setParameter: (c) => `Set ${last(c.path)}`,
  removeParameter: (c) => `Clear ${last(c.path)}`,
  setConditions: () => "Change conditions",
  addError: (c) => `Add the branch ${c.error}`,
  removeError: (c) => `Remove the branch ${c.error}`,
  rename: (c) => (c.name ? `Name a block ${c.name}` : "Remove a block's name"),
  setMode: () => "Change what a block does",
  setStart: () => "Set the first block",
  note: (c) => ("folded" in c ? "Fold a note" : "Write a note"),
  removeNote: () => "Delete a note",
  setFlow: () => "Change the flow's details",
  setSettings: () => "Change the module's settings",
  replaceReference: (c) => `Choose ${(c.resource as { name?: string })?.name ?? "a resource"}`,
  blockJson: () => "Edit a block's JSON",
  paste: () => "Paste",
  replace: () => "Import over the flow",
  dismissNote: () => "Dismiss a note",
  fix: () => "Fix a finding",
};

const spots = (value: unknown) => (value ?? {}) as Record<string, unknown>;

const last = (path: unknown) => (Array.isArray(path) ? String(path.at(-1) ?? "") : "a setting");

function many(ids: unknown, noun = "item"): string {
  return count(Array.isArray(ids) ? ids.length : 0, noun);
}

export function titleOf(command: Command): string {
  if (typeof command.label === "string") return command.label;
  if (command.kind === "all") {
    const inner = command.commands as Command[];
    return inner[0] ? titleOf(inner[0]) : "Nothing";
  }
  return titles[command.kind]?.(command) ?? command.kind;
}
