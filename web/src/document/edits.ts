/** Short names for the commands that several places of the page give. */

import type { Command } from "../api/types";
import { useDocument } from "./store";

export const together = (commands: Command[], label?: string): Command | null => {
  if (commands.length === 0) return null;
  if (commands.length === 1 && commands[0] && !label) return commands[0];
  return { kind: "all", commands, ...(label ? { label } : {}) };
};

export const blockOf = (id: string) =>
  useDocument.getState().view?.blocks.find((block) => block.id === id);

export const nameOf = (block: { name: string; title: string }) => block.name || block.title;
