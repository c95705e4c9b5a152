/**
 * The document that is open: the content it began as, and the commands since. Undo is a shorter
 * list of commands; each list remembers what the server said of it.
 */

import { temporal } from "zundo";
import { create } from "zustand";
import type {
  Command,
  Finding,
  Kind,
  Opened,
  Properties,
  Publish,
  Reference,
  Rights,
  Row,
  View,
} from "../api/types";

export type Commands = readonly Command[];

/** What the server said of a document. */
export interface Said {
  token: string | null;
  /** What the server calls the findings and references, which it does not send again. */
  marks?: Record<string, string>;
  view: View;
  findings: readonly Finding[];
  references: readonly Reference[];
  publish: Publish;
  blockCount: number;
  bytes: number;
}

export interface Identity {
  instance: string;
  flow: string;
  kind: Kind;
  /** A version's number where an old one is looked at, or "". */
  version: string;
}

export interface DocumentState {
  identity: Identity | null;
  summary: Row | null;
  base: string;
  content: string;
  rights: Rights | null;
  /** The hash that the server holds, as far as we know. */
  expected: string;
  commands: Commands;
  saved: Commands;
  said: Said | null;
  /** The view that is drawn: what the server said, or what it will most likely say. */
  view: View | null;
  /** Whether findings are about the document as it is drawn. */
  fresh: boolean;
  online: boolean;
  inspected: string;
  properties: Properties | null;
}

const nothing: Commands = [];

export const empty: DocumentState = {
  identity: null,
  summary: null,
  base: "",
  content: "",
  rights: null,
  expected: "",
  commands: nothing,
  saved: nothing,
  said: null,
  view: null,
  fresh: true,
  online: true,
  inspected: "",
  properties: null,
};

const STEPS = 100;

export const useDocument = create<DocumentState>()(
  temporal(() => empty, {
    partialize: ({ commands }) => ({ commands }),
    equality: (past, now) => past.commands === now.commands,
    limit: STEPS,
  }),
);

export const history = useDocument.temporal;

/** Changes the state without making an undo step. */
export function quietly(change: Partial<DocumentState>) {
  history.getState().pause();
  useDocument.setState(change);
  history.getState().resume();
}

const remembered = new WeakMap<Commands, Said>();

export const remember = (commands: Commands, said: Said) => remembered.set(commands, said);
export const recalled = (commands: Commands) => remembered.get(commands);

export function saidOf(opened: Opened): Said {
  return {
    token: opened.token ?? null,
    ...(opened.marks ? { marks: opened.marks } : {}),
    view: opened.view,
    findings: opened.findings,
    references: opened.references,
    publish: opened.publish,
    blockCount: opened.view.blocks.length,
    bytes: opened.content.length,
  };
}

export const isDirty = ({ commands, saved }: DocumentState) => commands !== saved;
export const mayEdit = ({ rights, identity }: DocumentState) =>
  Boolean(rights?.edit && identity?.version === "");
