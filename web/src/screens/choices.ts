/** What a person makes of each file before it is imported, and what keeps it from being imported. */

import type {
  CheckedCounts,
  Held,
  Kind,
  Listed,
  Names,
  Reference,
  Referring,
  Resource,
} from "../api/types";
import { groupOf } from "../panels/grouping";

export type Action = "new" | "replace" | "skip";

export interface Choice {
  /** What tells it from the others, as long as the screen is open. */
  key: number;
  document: Listed;
  name: string;
  type: string;
  kind: Kind;
  /** A new flow, one in place of the flow of its name, or none. Never replaced without being asked. */
  action: Action;
  /** null until the server has resolved them. */
  referring: Referring | null;
  /** What the checks count, and of which type; null until they have. */
  counts: CheckedCounts | null;
  checkedAs: string | null;
  /** What was chosen in the review, by pointer. */
  bound: Record<string, Resource>;
}

export function choiceFor(document: Listed, key: number): Choice {
  const { name, type, kind, exists } = document;
  return {
    key,
    document,
    name,
    type: type || (exists?.type ?? ""),
    kind,
    action: "new",
    referring: null,
    counts: null,
    checkedAs: null,
    bound: {},
  };
}

export const typeOf = ({ kind, type }: Choice) => (kind === "module" ? "MODULE" : type);

export const withType = (choice: Choice, type: string): Choice =>
  type === "MODULE" ? { ...choice, kind: "module" } : { ...choice, kind: "flow", type };

/** Whether a person may say the type: the file does not. */
export const isUntyped = ({ document }: Choice) => !document.type && document.kind !== "module";

/** The flow of the instance that has a choice's name. */
export const heldBy = ({ kind, name }: Choice, names: Names): Held | undefined =>
  Object.hasOwn(names[kind] ?? {}, name.trim()) ? names[kind]?.[name.trim()] : undefined;

/** What keeps a file from being imported. */
export type Obstacle = "type" | "taken" | "double" | "name";

export type Titled = (type: string) => string;

const MODULE_CHARACTERS = 127;

const labelOf = ({ kind, name }: Choice) => `${kind}\n${name.trim()}`;

/** How many of the files that are wanted become the flow of each name. */
export function tally(choices: readonly Choice[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const choice of choices) {
    if (choice.action === "skip") continue;
    found.set(labelOf(choice), (found.get(labelOf(choice)) ?? 0) + 1);
  }
  return found;
}

/** Why a file can't be imported as it is chosen, and what to do; empty where it can. */
export function obstacles(
  choice: Choice,
  names: Names,
  counted: Map<string, number>,
  title: Titled,
): [Obstacle, string][] {
  const { action, name, type, kind } = choice;
  if (action === "skip") return [];
  const found: [Obstacle, string][] = [];
  if (kind === "flow" && !type) found.push(["type", "The file does not say its type: choose one."]);
  if (!name.trim()) found.push(["name", "Give it a name."]);
  if (kind === "module" && [...name.trim()].length > MODULE_CHARACTERS)
    found.push(["name", `A module's name has at most ${MODULE_CHARACTERS} characters.`]);
  const held = heldBy(choice, names);
  if (held && action === "new")
    found.push([
      "taken",
      `The instance has a ${kind} of this name: replace it, give this one another name, or skip it.`,
    ]);
  if (held && action === "replace" && kind === "flow" && type && held.type !== type)
    found.push([
      "taken",
      `Here ${name.trim()} is of the type ${title(held.type)}, and a flow's type can't change: import this one as a new flow.`,
    ]);
  if ((counted.get(labelOf(choice)) ?? 0) > 1)
    found.push(["double", "Another file of this import has the same name: change one of them."]);
  return found;
}

/** A name with a number behind it that nothing has yet; a module's is cut where it gets too long. */
function numbered({ kind, name }: Choice, taken: (name: string) => boolean): string {
  const plain = name.trim();
  for (let number = 2; ; number++) {
    const tail = ` ${number}`;
    const room = kind === "module" ? MODULE_CHARACTERS - tail.length : Number.POSITIVE_INFINITY;
    const found = [...plain].slice(0, room).join("") + tail;
    if (!taken(found)) return found;
  }
}

/** The choices with a number behind each name that another one has; those of `wanted` only. */
export function withNumbers(
  choices: readonly Choice[],
  wanted: ReadonlySet<number>,
  names: Names,
): Choice[] {
  const used = new Set<string>();
  const own = new Set(choices.map(labelOf));
  const free = (choice: Choice) =>
    !used.has(labelOf(choice)) && !(heldBy(choice, names) && choice.action === "new");
  for (const choice of choices)
    if (choice.action !== "skip" && !wanted.has(choice.key)) used.add(labelOf(choice));
  return choices.map((choice) => {
    if (choice.action === "skip" || !wanted.has(choice.key)) return choice;
    const named = (name: string): Choice => ({ ...choice, name, action: "new" });
    const next = free(choice)
      ? choice
      : named(numbered(choice, (name) => own.has(labelOf(named(name))) || !free(named(name))));
    used.add(labelOf(next));
    return next;
  });
}

/** Another way to import the same file; what is new needs a name that nothing has. */
export function withAction(
  choices: readonly Choice[],
  choice: Choice,
  action: Action,
  names: Names,
): Choice {
  const changed = { ...choice, action };
  if (action !== "new" || !heldBy(changed, names)) return changed;
  const all = choices.map((each) => (each.key === choice.key ? changed : each));
  const found = withNumbers(all, new Set([choice.key]), names);
  return found.find(({ key }) => key === choice.key) ?? changed;
}

export const asCommit = ({ document, name, type, kind, action, referring, bound }: Choice) => ({
  content: document.content,
  name: name.trim(),
  type,
  kind,
  mode: action,
  commands: [
    ...(referring?.commands ?? []),
    ...Object.entries(bound).map(([pointer, resource]) => ({
      kind: "replaceReference",
      pointer,
      resource,
    })),
  ],
});

/** One resource as the files refer to it, wherever they do. */
export interface Wanted {
  key: string;
  reference: Reference;
  places: { choice: number; pointer: string; flow: string; block: string }[];
}

/** What all wanted files refer to, each thing once. */
export function referred(choices: readonly Choice[]): Wanted[] {
  const found = new Map<string, Wanted>();
  for (const choice of choices) {
    if (choice.action === "skip") continue;
    for (const reference of choice.referring?.references ?? []) {
      const key = groupOf(reference, String(choice.key));
      const chosen = choice.bound[reference.pointer];
      const known = found.get(key) ?? {
        key,
        reference: chosen ? { ...reference, state: "resolved", resource: chosen } : reference,
        places: [],
      };
      known.places.push({
        choice: choice.key,
        pointer: reference.pointer,
        flow: choice.name,
        block: reference.blockName || reference.block,
      });
      found.set(key, known);
    }
  }
  return [...found.values()];
}

export function bind(choices: readonly Choice[], { places }: Wanted, resource: Resource): Choice[] {
  const pointers = new Map<number, string[]>();
  for (const { choice, pointer } of places)
    pointers.set(choice, [...(pointers.get(choice) ?? []), pointer]);
  return choices.map((choice) => {
    const here = pointers.get(choice.key);
    if (!here) return choice;
    const more = Object.fromEntries(here.map((pointer) => [pointer, resource]));
    return { ...choice, bound: { ...choice.bound, ...more } };
  });
}

export const isOpen = ({ state }: Reference) => state === "unresolved";
