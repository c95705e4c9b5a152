/** What is only of the canvas: selection, drag frames, the window on it. Never in the history. */

import type { ReactFlowInstance } from "@xyflow/react";
import { create } from "zustand";
import type { Spot } from "../api/types";
import type { LinkEdge, LinkMark } from "./edges";
import { type CanvasNode, isBlock, isNote, type Mark, NOTE } from "./nodes";
import { Routes } from "./routes";

export interface QuickAdd {
  /** Where the list opens, in pixels of the window. */
  at: Spot;
  /** Where the block will stand, in the canvas's units. */
  place: Spot;
  from: { block: string; branch: string } | null;
}

export interface Menu {
  /** Where it opens, in pixels of the window. */
  at: Spot;
  of: "block" | "note" | "link" | "canvas";
  /** What had the focus before. */
  focused: HTMLElement | null;
}

/** The marks of one panel: on blocks by their ids, on links by theirs. */
export interface Paint {
  of: string;
  marks: ReadonlyMap<string, Mark>;
  links: ReadonlyMap<string, LinkMark>;
}

interface CanvasState {
  nodes: CanvasNode[];
  edges: LinkEdge[];
  /** The ways of links among the blocks as they stood after the last edit. */
  routes: Routes;
  flow: ReactFlowInstance<CanvasNode, LinkEdge> | null;
  quick: QuickAdd | null;
  menu: Menu | null;
  /** What panels paint on blocks and links; the panel that painted last is seen. */
  paints: readonly Paint[];
  /** The blocks that show all of their settings. */
  unfolded: ReadonlySet<string>;
  /** The blocks that were just added and not left yet: what they lack is not said of them. */
  fresh: ReadonlySet<string>;
  /** Whether blocks are on the way to where they were arranged. */
  arranging: boolean;
  snap: boolean;
  /** The last place of the pointer over the canvas, for pasting. */
  pointer: Spot | null;
}

export const useCanvas = create<CanvasState>(() => ({
  nodes: [],
  edges: [],
  routes: new Routes([]),
  flow: null,
  quick: null,
  menu: null,
  paints: [],
  unfolded: new Set(),
  fresh: new Set(),
  arranging: false,
  snap: true,
  pointer: null,
}));

const noMarks: ReadonlyMap<string, Mark> = new Map();
const noLinks: ReadonlyMap<string, LinkMark> = new Map();

/** Shows the marks of a panel on the canvas, in place of those that it painted before. */
export function paint(of: string, marks: Paint["marks"], links: Paint["links"] = noLinks) {
  useCanvas.setState(({ paints }) => ({
    paints: [...paints.filter((each) => each.of !== of), { of, marks, links }],
  }));
}

/** Takes the marks of a panel away; those of the panel before it are seen again. */
export function unpaint(of: string) {
  useCanvas.setState(({ paints }) => ({ paints: paints.filter((each) => each.of !== of) }));
}

/** Has findings about a block wait until it is left. */
export const keepQuiet = (block: string) =>
  useCanvas.setState(({ fresh }) => ({ fresh: new Set(fresh).add(block) }));

/** Shows what is found wrong with a block that was left. */
export function leave(block: string) {
  const fresh = new Set(useCanvas.getState().fresh);
  if (fresh.delete(block)) useCanvas.setState({ fresh });
}

export const topMarks = ({ paints }: CanvasState) => paints.at(-1)?.marks ?? noMarks;
export const topLinks = ({ paints }: CanvasState) => paints.at(-1)?.links ?? noLinks;

export interface Selection {
  blocks: string[];
  notes: string[];
  links: LinkEdge[];
}

export function selection(): Selection {
  const { nodes, edges } = useCanvas.getState();
  const chosen = nodes.filter((node) => node.selected);
  return {
    blocks: chosen.filter(isBlock).map((node) => node.id),
    notes: chosen.filter(isNote).map((node) => node.id.slice(NOTE.length)),
    links: edges.filter((edge) => edge.selected),
  };
}

/** Selects blocks, notes and links by their ids on the canvas, and nothing else. */
export function select(ids: Iterable<string>) {
  const chosen = new Set(ids);
  useCanvas.setState(({ nodes, edges }) => ({
    nodes: nodes.map((node) =>
      Boolean(node.selected) === chosen.has(node.id)
        ? node
        : ({ ...node, selected: chosen.has(node.id) } as CanvasNode),
    ),
    edges: edges.map((edge) =>
      Boolean(edge.selected) === chosen.has(edge.id)
        ? edge
        : { ...edge, selected: chosen.has(edge.id) },
    ),
  }));
}

/** The one block that is selected, or "". */
export function soleBlock(nodes: readonly CanvasNode[]): string {
  const chosen = nodes.filter((node) => node.selected);
  return chosen.length === 1 && chosen[0]?.type === "block" ? chosen[0].id : "";
}

/** Shows all settings of blocks, or only the first ones. */
export function foldBlocks(ids: readonly string[], fold: boolean) {
  useCanvas.setState(({ unfolded }) => {
    const now = new Set(unfolded);
    for (const id of ids) fold ? now.delete(id) : now.add(id);
    return { unfolded: now };
  });
}
