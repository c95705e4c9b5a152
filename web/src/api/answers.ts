/** What the server says of versions, differences, the catalogue and imported files. */

// Made from flowport.designer.schema.answer_schema by `make docs`; change that.

import type { Block, Command, Counts, Kind, Note, Operator, Reference } from "./types";

export type Aspect = "meaning" | "names" | "layout" | "designer";

/** A numbered version of a flow. */
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

/** The draft of a flow. */
export interface SavedContent {
  base: string;
  modified: number;
}

/** What is published of a flow. */
export interface PublishedContent {
  base: string;
}

/** The versions of a flow and what was published, the newest first. */
export interface Versions {
  versions: Version[];
  history: Publication[];
  saved: SavedContent;
  published: PublishedContent | null;
}

/** A block, as a change names it. */
export interface BlockName {
  id: string;
  title: string;
  name: string;
}

/** One edit of a flow. */
export interface Change {
  text: string;
  what: string;
  aspect: Aspect;
  block: BlockName | null;
}

/** The edits that lead from one flow to another. */
export interface Diff {
  changes: Change[];
  same: boolean;
  sameMeaning: boolean;
  pairs: Record<string, string>;
}

/** A mode of a block, with the actions that it becomes. */
export interface PaletteMode {
  title: string;
  actions: string[];
}

/** A new block as it is drawn, and the branch that it is left by when all goes well, or "". */
export interface Drawn {
  block: Block;
  leavesBy: string;
}

/** A block of the palette; drawn where documents of the type offer it. */
export interface PaletteBlock {
  title: string;
  formerTitles: string[];
  category: string;
  modes: PaletteMode[];
  branches: string[];
  allowed: boolean;
  drawn: Drawn | null;
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

/** How large blocks are drawn, in pixels. */
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
  blockGap: number;
  entryWidth: number;
  entryHeight: number;
  links: LinkSizes;
}

/** A type of flows. */
export interface FlowType {
  type: string;
  title: string;
}

/** A part of the palette. */
export interface PaletteCategory {
  name: string;
  blocks: PaletteBlock[];
}

/** What names and contents may have. */
export interface Limits {
  nameCharacters: number;
  nameForbidden: string;
  nameWords: string[];
  exportBlocks: number;
  exportBytes: number;
  actions: number;
  contentCharacters: number;
}

/** All that the page needs to know beside documents, for one type of flow. */
export interface Catalogue {
  type: string;
  flowTypes: FlowType[];
  categories: PaletteCategory[];
  operators: Operator[];
  referenceKinds: Record<string, string>;
  sizes: Sizes;
  limits: Limits;
}

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

/** What a flow in a file refers to. */
export interface Referring {
  references: Reference[];
  /** They take what the instance has under the same name. */
  commands: Command[];
}

/** A flow in a file, examined. */
export interface Imported extends Listed, Referring {
  counts: Counts;
}
