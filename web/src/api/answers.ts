/** What the server says of edits, versions, differences, splits and the catalogue. */

// Made from flowport.designer.schema.answer_schema by `make docs`; change that.

import type { Gone, Operator, Properties } from "./forms";
import type { BlockName, FaultCounts, Kind, Rights, Row } from "./lists";
import type { Block, Command, Finding, Note, Publish, Reference, View } from "./types";

export type Aspect = "meaning" | "names" | "layout" | "designer";

/** The parts of a report that the page does not have yet, and the marks of all of them. */
export interface EditedParts {
  marks?: Record<string, string>;
  findings?: Finding[];
  references?: Reference[];
  publish?: Publish;
}

/** A document after an edit. */
export interface Edited extends EditedParts {
  token: string;
  view: View;
  properties?: Properties | Gone | null;
  blockCount: number;
  bytes: number;
}

/** A flow as the page opens it. */
export interface Opened {
  token: string;
  marks?: Record<string, string>;
  view: View;
  properties?: Properties | Gone | null;
  summary: Row;
  base: string;
  content: string;
  permissions: Rights;
  findings: Finding[];
  references: Reference[];
  publish: Publish;
  blockCount: number;
  bytes: number;
}

/** A flow after it was saved. */
export interface Saved {
  summary: Row;
  base: string;
  content: string;
}

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

/** The text of copied blocks. */
export interface ClipboardText {
  text: string;
}

/** A command for the page to perform. */
export interface Performable {
  command: Command;
}

/** What pasting makes: the ids of the new blocks, and what a conversion said of them. */
export interface Pasted extends Performable {
  ids: string[];
  notes: Note[];
}

/** What changed between two contents. */
export interface Compared {
  diff: Diff;
}

/** What a save is refused with where someone saved before; ``by`` is that user, or "". */
export interface Conflict extends Compared {
  current: Opened;
  by: string;
}

/** What two people changed, and the edits of one on top of the other's save. */
export interface Merged {
  base: string;
  content: string;
  commands: Command[];
  /** Why edits can't be made on the newer save, a sentence each. */
  left: string[];
  theirs: Diff;
  mine: Diff;
}

/** Someone who has a flow open, or left so many seconds ago. */
export interface Person {
  name: string;
  left: number | null;
}

/** The newest save of a flow; ``ago`` is in seconds, since clocks differ. */
export interface LastSave {
  base: string;
  by: string;
  ago: number;
  published: boolean;
}

/** Who has a flow open, and who saved it last. */
export interface Presence {
  people: Person[];
  saved: LastSave | null;
}

/** A part of a flow that is split. */
export interface SplitPart {
  name: string;
  kind: Kind;
  type: string;
  content: string;
  view: View;
  counts: FaultCounts;
}

/** A value that the parts of a split flow pass on in an attribute. */
export interface CarriedValue {
  attribute: string;
  path: string;
}

/** How a flow would be split. */
export interface SplitPreview {
  parts: SplitPart[];
  /** The ids of the blocks that the split adds. */
  added: string[];
  carried: CarriedValue[];
  /** How many blocks a part may have. */
  blocks: number;
}
