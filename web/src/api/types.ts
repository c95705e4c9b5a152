/** What the server says of instances, flows and documents; see docs/reference/designer-api.md. */

// Made from flowport.designer.schema.document_schema by `make docs`; change that.

export type * from "./answers";
export type * from "./migration";

export type Severity = "error" | "warning" | "info";

export type ValueKind = "string" | "integer" | "number" | "boolean" | "object" | "map" | "list";

export type Dynamic = "static" | "static-or-path" | "path" | "text";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Path = (string | number)[];

export type Kind = "flow" | "module";

export type Command = { kind: string; [member: string]: unknown };

/** What a user may do with flows, or with modules. */
export interface Rights {
  view: boolean;
  create: boolean;
  edit: boolean;
  publish: boolean;
  delete: boolean;
}

/** What a user may do in an instance. */
export interface Permissions {
  flow: Rights;
  module: Rights;
}

/** An instance, with what its user may do there. */
export interface Instance {
  id: string;
  arn: string;
  alias: string | null;
  name: string;
  region: string;
  account: string;
  user: string;
  permissions: Permissions;
  /** Whether the user may read the audit log. */
  audit: boolean;
  /** The color that flowport.toml marks it with, or "". */
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

/** An event of the audit log. */
export interface AuditEvent {
  number: number;
  time: string;
  event: string;
  by: string;
  host: string;
  target: string;
  details?: Record<string, unknown>;
}

/** The user of the first session. */
export interface SignedInUser {
  id: string;
  name: string;
  fullName: string;
}

/** Who is signed in, and where. */
export interface Session {
  user: SignedInUser;
  csrf: string;
  instances: Instance[];
}

/** What is wrong with a flow, in numbers. */
export interface FaultCounts {
  errors: number;
  warnings: number;
  unresolved: number;
}

/** What lists say of a flow, in numbers. */
export interface Counts extends FaultCounts {
  /** 1 for a flow in the legacy format. */
  legacy: number;
}

/** A flow or module in a list. */
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

/** Whether a document can be published, and why not. */
export interface Publish {
  allowed: boolean;
  reasons: string[];
}

/** What is wrong with a document, and what it refers to. */
export interface Report {
  findings: Finding[];
  references: Reference[];
  publish: Publish;
}

/** A value in a list or map; only those of a map have a key. */
export interface FieldItem {
  key?: string;
  path: Path;
  value: string;
}

/** A parameter in the form of a block. */
export interface Field {
  path: Path;
  name: string;
  label: string;
  kind: ValueKind;
  present: boolean;
  value: string | null;
  items: FieldItem[] | null;
  required: boolean;
  refused: boolean;
  dynamic: Dynamic;
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
  alternative: number | null;
  note: string;
}

/** A value that the catalogue does not know, as JSON. */
export interface UnknownValue {
  path: Path;
  text: string;
}

/** An attribute; ``where`` is the document, flows around it, or neither. */
export interface NamespaceKey {
  path: string;
  where: "here" | "around" | "known";
}

/** Attributes that a field can read. */
export interface Namespace {
  title: string;
  prefix: string;
  keys: NamespaceKey[];
}

/** One of the things that a block can be set to do. */
export interface Mode {
  title: string;
  selected: boolean;
}

/** An operator of conditions. */
export interface Operator {
  name: string;
  title: string;
  sign: string;
}

/** A condition of a block. */
export interface ConditionRow {
  operator: string;
  operands: string[];
  target: string;
}

/** The conditions of a block: those that are there, and those that may be. */
export interface Conditions {
  operators: Operator[];
  operands: [string, string][];
  free: boolean;
  minimum: number;
  maximum: number | null;
  rows: ConditionRow[];
}

/** An error branch that a block has or may have. */
export interface ErrorBranch {
  type: string;
  title: string;
  present: boolean;
  required: boolean;
  target: string;
}

/** What is left to say of a block that is not in the document any more. */
export interface Gone {
  block: string;
  gone: true;
}

/** The form of one block. */
export interface Properties {
  block: string;
  /** Whether the block is not in the document any more; then it is ``Gone``. */
  gone?: boolean;
  type: string;
  title: string;
  name: string;
  titles: string[];
  doc: string;
  status: string;
  modes: Mode[];
  fields: Field[];
  unknown: UnknownValue[];
  branches: Branch[];
  conditions: Conditions | null;
  errors: ErrorBranch[];
  json: string;
  references: Reference[];
}

/** A document after an edit. */
export interface Edited {
  token: string;
  view: View;
  marks?: Record<string, string>;
  findings?: Finding[];
  references?: Reference[];
  publish?: Publish;
  properties?: Properties | null;
  blockCount: number;
  bytes: number;
}

/** A flow as the page opens it. */
export interface Opened {
  token?: string;
  marks?: Record<string, string>;
  view: View;
  properties?: Properties | null;
  summary: Row;
  base: string;
  content: string;
  permissions: Rights;
  findings: Finding[];
  references: Reference[];
  publish: Publish;
}

/** A point of the canvas. */
export interface Spot {
  x: number;
  y: number;
}

/** A flow after it was saved. */
export interface Saved {
  summary: Row;
  base: string;
  content: string;
}
