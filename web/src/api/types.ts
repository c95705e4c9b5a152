/** What the server says and hears of a document; see docs/reference/designer-api.md. */

export type * from "./answers";
export type * from "./migration";

export type Kind = "flow" | "module";
export type Severity = "error" | "warning" | "info";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = (string | number)[];

export interface Rights {
  view: boolean;
  create: boolean;
  edit: boolean;
  publish: boolean;
  delete: boolean;
}

export interface Instance {
  id: string;
  arn: string;
  alias: string | null;
  name: string;
  region: string;
  account: string;
  user: string;
  permissions: Record<Kind, Rights>;
  /** Whether the user may read the audit log. */
  audit: boolean;
  /** The colour that flowport.toml marks it with, or "". */
  color: string;
  /** Whether flowport.toml protects it. */
  protected: boolean;
}

/** One of the sessions of a person; times are seconds. */
export interface OpenSession {
  id: string;
  instance: string;
  instanceName: string;
  user: string;
  began: number;
  used: number;
  expires: number;
  host: string;
  browser: string;
  current: boolean;
}

export interface AuditEvent {
  number: number;
  time: string;
  event: string;
  by: string;
  host: string;
  target: string;
  details?: Record<string, unknown>;
}

export interface Session {
  user: { id: string; name: string; fullName?: string };
  csrf: string;
  instances: Instance[];
}

export interface Counts {
  errors: number;
  warnings: number;
  unresolved: number;
  /** 1 for a flow in the legacy format. */
  legacy: number;
}

export interface Row {
  id: string;
  arn: string;
  kind: Kind;
  name: string;
  type: string;
  description: string;
  state: "ACTIVE" | "ARCHIVED";
  status: "PUBLISHED" | "SAVED";
  draft: boolean;
  fixed: boolean;
  tags: Record<string, string>;
  modified: number;
  version: number;
  base: string;
  counts: Counts | null;
}

export interface Note {
  id: string;
  block: string;
  kind: "assumed" | "dropped" | "unknown";
  message: string;
}

export interface Branch {
  key: string;
  label: string;
  kind: "next" | "condition" | "error";
  tone: "success" | "answer" | "error";
  target: string;
  connected: boolean;
}

export interface Block {
  id: string;
  type: string;
  title: string;
  name: string;
  category: string;
  x: number;
  y: number;
  width: number;
  height: number;
  settings: [string, string][];
  branches: Branch[];
  terminal: boolean;
  known: boolean;
  notes: Note[];
}

export interface Annotation {
  id: string;
  content: string;
  block: string;
  x: number;
  y: number;
  width: number;
  height: number;
  folded: boolean;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

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
  removed?: { blocks?: string[]; annotations?: string[] };
}

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
  fix: { title: string; command: Command } | null;
}

export interface Resource {
  kind: string;
  id: string;
  arn: string;
  name: string;
}

export interface Reference {
  pointer: string;
  block: string;
  kind: string;
  kindTitle: string;
  path: Path;
  written: string;
  name: string;
  form: string;
  state: "resolved" | "by-name" | "unresolved" | "dynamic" | "unchecked" | "reported";
  how: string;
  resource: Resource | null;
  candidates: Resource[];
  reason: string;
  /** What a person calls the block; said of files that are imported. */
  blockName?: string;
}

export interface Publish {
  allowed: boolean;
  reasons: string[];
}

export interface Field {
  path: Path;
  name: string;
  label: string;
  kind: "string" | "integer" | "number" | "boolean" | "object" | "map" | "list";
  present: boolean;
  value: string | null;
  items: { key?: string; path: Path; value: string }[] | null;
  required: boolean;
  refused: boolean;
  dynamic: "static" | "static-or-path" | "path" | "text";
  isDynamic: boolean;
  allowed: string[];
  suggested: string[];
  /** The language of each known voice, where the parameter takes a voice. */
  languages: Record<string, string>;
  minimum: number | null;
  maximum: number | null;
  maxLength: number | null;
  refersTo: string | null;
  resource: Resource | null;
  depth: number;
  group: number | null;
  note: string;
}

/** Attributes that a field can read; `where` is the document, flows around it, or neither. */
export interface Namespace {
  title: string;
  prefix: string;
  keys: { path: string; where: "here" | "around" | "known" }[];
}

export interface ConditionRow {
  operator: string;
  operands: string[];
  target: string;
}

export interface Properties {
  block: string;
  /** The block is not in the document any more; then nothing else is said. */
  gone?: boolean;
  type: string;
  title: string;
  name: string;
  titles: string[];
  doc: string;
  status: string;
  modes: { title: string; selected: boolean }[];
  fields: Field[];
  unknown: { path: Path; text: string }[];
  branches: Branch[];
  conditions: null | {
    operators: { name: string; title: string; sign: string }[];
    operands: [string, string][];
    free: boolean;
    minimum: number;
    maximum: number | null;
    rows: ConditionRow[];
  };
  errors: { type: string; title: string; present: boolean; required: boolean; target: string }[];
  json: string;
  references: Reference[];
}

export interface Edited {
  token: string;
  view: View;
  findings?: Finding[];
  references?: Reference[];
  publish?: Publish;
  properties?: Properties | null;
  blockCount: number;
  bytes: number;
}

export interface Opened extends Omit<Edited, "token" | "blockCount" | "bytes"> {
  token?: string;
  summary: Row;
  base: string;
  content: string;
  permissions: Rights;
  findings: Finding[];
  references: Reference[];
  publish: Publish;
}

export interface Spot {
  x: number;
  y: number;
}

export interface Saved {
  summary: Row;
  base: string;
  content: string;
}

/** One undo step. Kinds and members are in docs/reference/designer-api.md. */
export interface Command {
  kind: string;
  [member: string]: unknown;
}
