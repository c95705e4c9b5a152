/** What the server says of files that are imported, and of legacy flows. */

// Made from flowport.designer.schema.import_schema by `make docs`; change that.

import type { FaultCounts, Kind } from "./lists";
import type { Command, Note, Reference } from "./types";

/** A flow or module that the instance has. */
export interface Held {
  id: string;
  type: string;
}

/** The flows and modules of the instance by their names; none of what one may not view. */
export interface Names {
  flow?: Record<string, Held>;
  module?: Record<string, Held>;
}

/** A file without a flow, or one on which Flowport failed. */
export interface Flowless {
  file: string;
  ok: false;
  message: string;
}

/** A flow in a file, as it is listed before it is examined. */
export interface Listed {
  file: string;
  ok: true;
  message: string;
  name: string;
  type: string;
  kind: Kind;
  description: string;
  legacy: boolean;
  content: string;
  notes: Note[];
  blockCount: number;
  bytes: number;
  /** The type to offer first where the file says none: a type, MODULE, or "". */
  suggestedType: string;
  exists: Held | null;
}

/** What a flow in a file refers to. */
export interface FlowReferences {
  references: Reference[];
  /** They take what the instance has under the same name. */
  commands: Command[];
}

/** The same, or why nothing is known of the flow, where Flowport failed on it. */
export interface Referring extends FlowReferences {
  message?: string;
}

/** A flow in a file, examined. */
export interface Imported extends Listed, FlowReferences {
  counts: FaultCounts;
}

/** The flows in files, as they are listed, and the names that the instance has. */
export interface FlowFiles {
  documents: (Listed | Flowless)[];
  names: Names;
}

/** The flows in files, examined. */
export interface ExaminedFiles {
  documents: (Imported | Flowless)[];
}

/** What the flows of an import refer to, and the names that the instance has. */
export interface ImportReferences {
  documents: Referring[];
  names: Names;
}

/** How many errors and warnings a flow in a file has, besides its references. */
export interface CheckedCounts {
  errors: number;
  warnings: number;
}

/** The counts of the flows of an import; null for one on which Flowport failed. */
export interface ImportChecks {
  documents: (CheckedCounts | null)[];
}

/** What became of a flow of an import. */
export interface ImportedFlow {
  name: string;
  ok: boolean;
  message: string;
  id?: string;
  kind?: Kind;
  /** Whether it is what keeps the others from being written. */
  blocked?: boolean;
}

/** What an import did; nothing is written where one of its flows can't be. */
export interface ImportResult {
  written: boolean;
  done: ImportedFlow[];
}

/** What converting a legacy flow says of a block. */
export interface ConversionNote {
  block: string;
  kind: string;
  message: string;
}

/** A legacy flow of an instance, and what became of it where it was converted. */
export interface LegacyFlow {
  id: string;
  kind: Kind;
  name: string;
  type: string;
  exact: boolean;
  notes: ConversionNote[];
  /** Why its conversion would be saved, and not published. */
  errors: string[];
  /** Why it can't be converted at all, or "". */
  problem: string;
  draftOnly: boolean;
  ok?: boolean;
  reasons?: string[];
}

/** The legacy flows of an instance. */
export interface LegacyFlows {
  flows: LegacyFlow[];
}
