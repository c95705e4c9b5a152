/** Which panels are open. */

import { create } from "zustand";

export type Side = "properties" | "json";
export type Bottom = "problems" | "references" | "history" | "versions" | "find";
export type Overlay =
  | "palette"
  | "shortcuts"
  | "saveAs"
  | "export"
  | "publish"
  | "split"
  | "import";

interface State {
  side: Side;
  sideOpen: boolean;
  bottom: Bottom | null;
  dock: boolean;
  overlay: Overlay | null;
  /** The field that a finding is about, to be given the focus: a path as text. */
  field: string;
}

export const usePanels = create<State>(() => ({
  side: "properties",
  sideOpen: true,
  bottom: null,
  dock: true,
  overlay: null,
  field: "",
}));

export const showPanel = (side: Side, field = "") =>
  usePanels.setState({ side, sideOpen: true, field });
export const showBottom = (bottom: Bottom | null) => usePanels.setState({ bottom });
export const toggleBottom = (bottom: Bottom) =>
  usePanels.setState((state) => ({ bottom: state.bottom === bottom ? null : bottom }));
export const showOverlay = (overlay: Overlay | null) => usePanels.setState({ overlay });
