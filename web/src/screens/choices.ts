/** What a person makes of each file before it is imported, and what keeps it from being imported. */

import type { Imported, Reference, Resource } from "../api/types";

export interface Choice {
  document: Imported;
  wanted: boolean;
  name: string;
  type: string;
  kind: Imported["kind"];
  mode: "new" | "replace";
  /** What was chosen in the review, by pointer. */
  bound: Record<string, Resource>;
}

const clashes = ({ exists, kind, type }: Imported) =>
  exists !== null && kind === "flow" && type !== "" && exists.type !== type;

export function choiceFor(document: Imported): Choice {
  const { ok, name, type, kind, exists } = document;
  const replace = ok && exists !== null && !clashes(document);
  return {
    document,
    wanted: ok,
    name: ok && clashes(document) ? `${name} 2` : name,
    type: type || (exists?.type ?? ""),
    kind,
    mode: replace ? "replace" : "new",
    bound: {},
  };
}

/** Another way to import the same file; what is new needs a name of its own. */
export function withMode(choice: Choice, mode: Choice["mode"]): Choice {
  const { name } = choice.document;
  if (mode === "replace") return { ...choice, mode };
  return { ...choice, mode, name: choice.name === name ? `${name} 2` : choice.name };
}

export type Titled = (type: string) => string;

/** Why a file can't be imported as it is chosen, and what to do; "" where it can. */
export function obstacle(choice: Choice, all: readonly Choice[], title: Titled): string {
  const { document, mode, name, type, kind } = choice;
  const { exists } = document;
  if (!name.trim()) return "Give it a name.";
  if (kind === "flow" && !type) return "The file does not say its type: choose one.";
  if (mode === "replace" && exists && kind === "flow" && exists.type !== type)
    return `Here ${document.name} is of the type ${title(exists.type)}, and a flow's type can't change: import this one as a new flow.`;
  if (mode === "new" && exists && name.trim() === document.name)
    return `There is a ${kind} of this name: give this one another, or put it in that one's place.`;
  const same = all.some(
    (each) => each !== choice && each.wanted && each.kind === kind && each.name === name,
  );
  return same ? "Another file of this import has the same name: change one of them." : "";
}

export const asCommit = ({ document, name, type, kind, mode, bound }: Choice) => ({
  content: document.content,
  name: name.trim(),
  type,
  kind,
  mode,
  commands: [
    ...document.commands,
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
  places: { at: number; pointer: string; where: string }[];
}

/** What all wanted files refer to, each thing once. */
export function referred(choices: readonly Choice[]): Wanted[] {
  const found = new Map<string, Wanted>();
  choices.forEach((choice, at) => {
    if (!choice.wanted) return;
    for (const reference of choice.document.references) {
      const key = [reference.kind, reference.state, reference.written, reference.name].join("\n");
      const chosen = choice.bound[reference.pointer];
      const known = found.get(key) ?? {
        key,
        reference: chosen ? { ...reference, state: "resolved", resource: chosen } : reference,
        places: [],
      };
      const where = `${choice.name}: ${reference.blockName || reference.block}`;
      known.places.push({ at, pointer: reference.pointer, where });
      found.set(key, known);
    }
  });
  return [...found.values()];
}

export function bind(choices: Choice[], { places }: Wanted, resource: Resource): Choice[] {
  const next = [...choices];
  for (const { at, pointer } of places) {
    const choice = next[at];
    if (choice) next[at] = { ...choice, bound: { ...choice.bound, [pointer]: resource } };
  }
  return next;
}

export const isOpen = ({ state }: Reference) => state === "unresolved";
