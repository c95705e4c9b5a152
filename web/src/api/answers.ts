/** What the server says of versions, differences, the catalogue and imported files. */

import type { Command, Counts, Kind, Note, Reference } from "./types";

export interface Version {
  number: number;
  description: string;
  created: number;
  base: string;
  published: boolean;
}

/** One publish of a flow. */
export interface Publication {
  number: number;
  by: string;
  note: string;
  created: number;
  base: string;
  published: boolean;
}

export interface Versions {
  versions: Version[];
  history: Publication[];
  saved: { base: string; modified: number };
  published: { base: string } | null;
}

export interface Change {
  text: string;
  what: string;
  aspect: "meaning" | "names" | "layout" | "designer";
  block: { id: string; title: string; name: string } | null;
}

export interface Diff {
  changes: Change[];
  same: boolean;
  sameMeaning: boolean;
  pairs: Record<string, string>;
}

export interface PaletteBlock {
  title: string;
  category: string;
  modes: { title: string; actions: string[] }[];
  branches: string[];
  allowed: boolean;
}

export interface Sizes {
  step: number;
  width: number;
  header: number;
  settingRow: number;
  branchRow: number;
  padding: number;
  maxSettings: number;
  arrival: number;
  columnGap: number;
  entryWidth: number;
  entryHeight: number;
  links: LinkSizes;
}

/** Where links run, in pixels of way; flowport.layout.sizes says what each number is. */
export interface LinkSizes {
  aside: number;
  corner: number;
  lanes: number[];
  channels: number[];
  clear: number;
  jog: number;
  hidden: number;
  bend: number;
  enough: number;
  tried: number;
  cell: number;
}

export interface Catalogue {
  flowTypes: { type: string; title: string }[];
  categories: { name: string; blocks: PaletteBlock[] }[];
  referenceKinds: Record<string, string>;
  sizes: Sizes;
  limits: {
    nameCharacters: number;
    nameForbidden?: string;
    exportBlocks: number;
    exportBytes: number;
    actions: number;
  };
}

/** A flow in a file, as it is listed before it is examined. */
export interface Listed {
  file: string;
  ok: boolean;
  message?: string;
  name: string;
  type: string;
  kind: Kind;
  legacy: boolean;
  content: string;
  notes: Note[];
  blockCount: number;
  bytes: number;
  /** The type to offer first where the file says none: a type, MODULE, or "". */
  suggestedType: string;
  exists: Held | null;
}

/** A flow or module that the instance has. */
export interface Held {
  id: string;
  type: string;
}

/** The flows and modules of the instance by their names; a kind is absent that one may not view. */
export type Names = Partial<Record<Kind, Record<string, Held>>>;

/** What a flow in a file refers to. */
export interface Referring {
  references: Reference[];
  /** They take what the instance has under the same name. */
  commands: Command[];
}

export interface Imported extends Listed, Referring {
  counts: Counts;
}
