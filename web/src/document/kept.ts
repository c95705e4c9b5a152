/** Unsaved edits, kept in the browser until they are saved or thrown away. */

import type { Command } from "../api/types";

export interface Kept {
  base: string;
  content: string;
  commands: Command[];
}

const key = (instance: string, flow: string) => `flowport:edits:${instance}:${flow}`;

export function recall(instance: string, flow: string): Kept | null {
  try {
    const text = localStorage.getItem(key(instance, flow));
    return text ? (JSON.parse(text) as Kept) : null;
  } catch {
    return null;
  }
}

/** Whether the browser had room for them. */
export function keep(instance: string, flow: string, kept: Kept): boolean {
  try {
    localStorage.setItem(key(instance, flow), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export const forget = (instance: string, flow: string) =>
  localStorage.removeItem(key(instance, flow));
