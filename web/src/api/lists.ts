/** What the server says of sessions, instances, lists, searches and the audit log. */

// Made from flowport.designer.schema.list_schema by `make docs`; change that.

export type Kind = "flow" | "module";

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
  /** The hash that links the event to the one before it. */
  hash: string;
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

/** The sessions of a person. */
export interface OpenSessions {
  sessions: OpenSession[];
  /** After how many seconds without use a session ends. */
  idle: number;
}

/** A part of the audit log, the newest event first. */
export interface AuditPage {
  events: AuditEvent[];
  more: boolean;
}

/** A whole list of flows or modules. */
export interface Rows {
  flows: Row[];
}

/** A page of a list. */
export interface RowPage extends Rows {
  /** Where the list goes on; null at its end. */
  next: string | null;
  /** How many rows the whole list has. */
  total: number;
}

/** The counts of flows that are known, by the flows' ids. */
export interface RowCounts {
  counts: Record<string, Counts>;
}

/** A row after its flow was changed. */
export interface ChangedRow {
  summary: Row;
}

/** A flow that was created. */
export interface CreatedFlow extends ChangedRow {
  base: string;
}

/** A flow or module, as a search names it. */
export interface FlowName {
  id: string;
  kind: Kind;
  name: string;
  type: string;
}

/** A block, as a change or a search names it. */
export interface BlockName {
  id: string;
  title: string;
  name: string;
}

/** A place that a query finds; without a block where it is a note of the canvas. */
export interface FoundPlace {
  block: BlockName | null;
  pointer: string;
  what: string;
}

/** A flow in which a query finds something. */
export interface FoundFlow extends FlowName {
  places: FoundPlace[];
}

/** What a query finds in the flows of an instance. */
export interface Searched {
  flows: FoundFlow[];
  /** Whether there are more places than an answer has. */
  more: boolean;
  /** How many flows were read. */
  searched: number;
  /** How many of them can't be read as flows. */
  unreadable: number;
}

/** A term of queries. */
export interface SearchTerm {
  example: string;
  help: string;
}

/** What a query finds, and what may be written in queries. */
export interface Found extends Searched {
  terms: SearchTerm[];
}

/** A flow that uses a resource, in what is saved, published, or both. */
export interface UsingFlow extends FlowName {
  saved: boolean;
  published: boolean;
  blocks: (BlockName | null)[];
}

/** A resource that uses a flow, such as a phone number. */
export interface UsingResource {
  type: string;
  resource: string;
}

/** What uses a resource or a flow. */
export interface Uses {
  flows: UsingFlow[];
  resources: UsingResource[];
}
