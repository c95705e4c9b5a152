/** What the server says of documents; see docs/reference/designer-api.md. */

// Made from flowport.designer.schema.document_schema by `make docs`; change that.

import type { Kind } from "./lists";

export type * from "./answers";
export type * from "./calls";
export type * from "./comparison";
export type * from "./forms";
export type * from "./imports";
export type * from "./lists";
export type * from "./migration";

export type Severity = "error" | "warning" | "info";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Path = (string | number)[];

export type Command = { kind: string; [member: string]: unknown };

/** What a conversion said of a block. */
export interface Note {
  id: string;
  block: string;
  kind: "assumed" | "dropped" | "unknown";
  message: string;
}

/** A branch of a block. */
export interface Branch {
  key: string;
  label: string;
  kind: "next" | "condition" | "error";
  tone: "success" | "answer" | "error";
  target: string;
  connected: boolean;
}

/** A place on the canvas, in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A block on the canvas. */
export interface Block extends Box {
  id: string;
  type: string;
  title: string;
  name: string;
  category: string;
  settings: [string, string][];
  branches: Branch[];
  terminal: boolean;
  known: boolean;
  notes: Note[];
}

/** A note that a person put on the canvas. */
export interface Annotation extends Box {
  id: string;
  content: string;
  block: string;
  folded: boolean;
}

/** What is no longer on the canvas. */
export interface Removed {
  blocks?: string[];
  annotations?: string[];
}

/** What the canvas shows of a document. */
export interface View {
  name: string;
  description: string;
  type: string;
  kind: Kind;
  start: string;
  entry: Box;
  blocks: Block[];
  annotations: Annotation[];
  notes: Note[];
  partial: boolean;
  removed?: Removed;
}

/** The command that fixes a finding. */
export interface Fix {
  title: string;
  command: Command;
}

/** What is wrong with a document. */
export interface Finding {
  code: string;
  severity: Severity;
  /** Whether it keeps the flow from being published. */
  blocks: boolean;
  message: string;
  block: string;
  pointer: string;
  path: Path | null;
  branch: string | null;
  fix: Fix | null;
}

/** A resource of an instance. */
export interface Resource {
  kind: string;
  id: string;
  arn: string;
  name: string;
}

/** A reference on one side of a move. */
export interface ReferenceSide {
  value: string;
  name: string;
  account: string;
  region: string;
}

export interface ReferenceSides {
  from: ReferenceSide;
  to: ReferenceSide | null;
}

/** A reference and what became of it. */
export interface Reference extends ReferenceSides {
  pointer: string;
  block: string;
  kind: string;
  kindTitle: string;
  path: Path;
  written: string;
  name: string | null;
  form: string;
  state: "resolved" | "by-name" | "unresolved" | "dynamic" | "unchecked" | "reported";
  how: string;
  resource: Resource | null;
  candidates: Resource[];
  reason: string;
  note: string;
  qualifiers: string[];
  /** What a person calls the block; said of files that are imported. */
  blockName?: string;
}

/** A flow or module that a block leads to, and that was never published. */
export interface Unpublished {
  kind: Kind;
  id: string;
  name: string;
  block: string;
}

/** Whether a document can be published, why not, and where contacts would hear an error then. */
export interface Publish {
  allowed: boolean;
  reasons: string[];
  unpublished?: Unpublished[];
}

/** What is wrong with a document, and what it refers to. */
export interface Report {
  findings: Finding[];
  references: Reference[];
  publish: Publish;
}

/** A point of the canvas. */
export interface Spot {
  x: number;
  y: number;
}
