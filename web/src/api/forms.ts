/** What the server says of the form of a block. */

// Made from flowport.designer.schema.form_schema by `make docs`; change that.

import type { Branch, Path, Reference, Resource } from "./types";

export type ValueKind = "string" | "integer" | "number" | "boolean" | "object" | "map" | "list";

export type Dynamic = "static" | "static-or-path" | "path" | "text";

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

/** The form of one block; ``Gone`` is there for one that is not in the document any more. */
export interface Properties {
  block: string;
  gone?: false;
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

/** All attributes that a field can read. */
export interface Namespaces {
  namespaces: Namespace[];
}
