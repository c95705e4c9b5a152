/** Which panels are open. */

import { create } from "zustand";

export type Side = "properties" | "json" | "call";
export type Bottom =
  | "problems"
  | "references"
  | "history"
  | "versions"
  | "find"
  | "split"
  | "tests";
export type Overlay = "palette" | "shortcuts" | "saveAs" | "export" | "publish" | "import";

/** The widths of the panel to the right; from `both` on, properties and JSON stand side by side. */
export const SIDE = { least: 280, both: 620, most: 960 };

interface State {
  side: Side;
  sideWidth: number;
  sideOpen: boolean;
  /** Whether the panel to the right is folded as long as it is empty: until something is selected. */
  sideWaits: boolean;
  bottom: Bottom | null;
  dock: boolean;
  overlay: Overlay | null;
  /** The field that a finding is about, to be given the focus: a path as text. */
  field: string;
}

const WIDTH = "flowport:side";

export const usePanels = create<State>(() => ({
  side: "properties",
  sideWidth: Number(localStorage.getItem(WIDTH)) || 330,
  sideOpen: false,
  sideWaits: true,
  bottom: null,
  dock: true,
  overlay: null,
  field: "",
}));

export const showPanel = (side: Side, field = "") =>
  usePanels.setState({ side, sideOpen: true, sideWaits: false, field });

/** Shows or hides the panel to the right; from now on it stays so. */
export const setSide = (sideOpen: boolean) => usePanels.setState({ sideOpen, sideWaits: false });

/** Folds the panel to the right where a flow is opened and it has nothing to show yet. */
export function foldSide() {
  const { side, sideOpen } = usePanels.getState();
  if (sideOpen && side !== "call") usePanels.setState({ sideOpen: false, sideWaits: true });
}

/** Unfolds the panel to the right, now that it has something to show. */
export function fillSide() {
  if (usePanels.getState().sideWaits) setSide(true);
}

/** Makes the panel to the right as wide as that, within reason, in this browser from now on. */
export function widen(wanted: number) {
  const sideWidth = Math.round(Math.min(Math.max(wanted, SIDE.least), SIDE.most));
  localStorage.setItem(WIDTH, String(sideWidth));
  usePanels.setState({ sideWidth });
}

export const showBottom = (bottom: Bottom | null) => usePanels.setState({ bottom });
export const toggleBottom = (bottom: Bottom) =>
  usePanels.setState((state) => ({ bottom: state.bottom === bottom ? null : bottom }));
export const showOverlay = (overlay: Overlay | null) => usePanels.setState({ overlay });
