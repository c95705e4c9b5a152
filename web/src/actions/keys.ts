/** Keys: how they are written, and which action a press is for. */

import { type Direction, nearest } from "../canvas/nearest";
import { soleBlock, useCanvas } from "../canvas/store";
import { goTo } from "../canvas/window";
import { useDocument } from "../document/store";
import type { Action } from "./action";
import { paste } from "./clipboard";
import { actionOf, actions, isEnabled, run } from "./index";

const MAC = /Mac|iP/.test(navigator.platform);
const SIGNS: Record<string, string> = { Mod: MAC ? "⌘" : "Ctrl", Shift: MAC ? "⇧" : "Shift" };

/** A key as people read it: `Ctrl+Shift+F`. */
export const shown = (keys: string) =>
  keys
    .split("+")
    .map((part) => SIGNS[part] ?? part)
    .join(MAC ? "" : "+");

function pressed(event: KeyboardEvent): string {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Mod");
  if (event.altKey) parts.push("Alt");
  const letter = event.key.length === 1;
  const symbol = letter && event.key.toLowerCase() === event.key.toUpperCase();
  if (event.shiftKey && !(symbol && parts.length === 0)) parts.push("Shift");
  parts.push(letter ? event.key.toUpperCase() : event.key);
  return parts.join("+");
}

const byKey = new Map<string, Action>(
  actions.flatMap((action) => (action.keys ?? []).map((keys) => [keys, action] as const)),
);

const NO_TEXT = ["button", "checkbox", "color", "file", "radio", "range", "reset", "submit"];

/** Whether text is typed there; a checkbox or a list leaves undo, delete and copy to the canvas. */
function writes(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NO_TEXT.includes(target.type);
  return target instanceof HTMLElement && (target.matches("textarea") || target.isContentEditable);
}

/** Whether a search field is empty, and so has nothing of its own to undo. */
const isIdle = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.type === "search" && target.value === "";

function arrow(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const modified = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
  if (!event.key.startsWith("Arrow") || modified) return false;
  if (!target.closest(".react-flow__node") && target !== document.body) return false;
  const { view } = useDocument.getState();
  const from = soleBlock(useCanvas.getState().nodes);
  if (!view) return false;
  const next = from ? nearest(view.blocks, from, event.key as Direction) : view.start;
  if (next) goTo(next);
  return true;
}

/** Whether a field holds what is neither a command yet nor given up. */
const isUnderWay = (target: HTMLElement) =>
  (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
  writes(target) &&
  target.value !== target.defaultValue;

/** Escape leads from the properties back to their block, once nothing there is open or unwritten. */
function back({ key, target }: KeyboardEvent): boolean {
  if (key !== "Escape" || !(target instanceof HTMLElement) || !target.closest(".side"))
    return false;
  if (target.ariaExpanded === "true" || target.closest("[role=menu], .phone")) return false;
  const block = document.querySelector<HTMLElement>(".react-flow__node.selected");
  if (!block || isUnderWay(target)) return false;
  block.focus({ preventScroll: true });
  return true;
}

function press(event: KeyboardEvent) {
  const target = event.target;
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const field = writes(target);
  if (back(event) || (!field && arrow(event))) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const action = byKey.get(pressed(event));
  if (!action) return;
  const travels = ["undo", "redo"].includes(action.id) && isIdle(target);
  if (field && !action.inFields && !travels) return;
  if (action.id === "paste") return; // the browser makes an event of it
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (bare && (isOther(event) || !isEnabled(action))) return;
  if (["copy", "cut"].includes(action.id) && hasText()) return;
  event.preventDefault();
  event.stopPropagation();
  if (field) leave(target as HTMLElement);
  run(action);
}

/** Whether a bare key is for what has the focus: Enter on a button, or a key of the phone. */
function isOther({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("[role=menu], .phone")) return true;
  if (target.matches("select") && (key.length === 1 || key === "Enter")) return true;
  if (key !== "Enter" && key !== " ") return false;
  return Boolean(target.closest("button, a, input, summary, .react-flow__node:not(.selected)"));
}

/** The browser hands over what is pasted, and asks nobody for leave as it does where a page reads. */
function pasted(event: ClipboardEvent) {
  if (writes(event.target) || document.querySelector("dialog[open]")) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  event.preventDefault();
  run({ ...actionOf("paste"), perform: () => paste(text) });
}

/** What is being written in a field becomes a command before the action looks at the document. */
function leave(field: HTMLElement) {
  field.blur();
  field.focus();
}

const hasText = () => Boolean(getSelection()?.toString());

/** Listens until it is stopped. */
export function shortcuts(): () => void {
  addEventListener("keydown", press, true);
  addEventListener("paste", pasted);
  return () => {
    removeEventListener("keydown", press, true);
    removeEventListener("paste", pasted);
  };
}
