/** Files that were dropped somewhere, for the screen or dialog that imports them. */

import { create } from "zustand";
import type { Kind } from "../api/types";

interface Handed {
  files: File[];
  /** What a file holds that does not say: a flow, or a module if the modules were in view. */
  kind: Kind;
}

const nothing: Handed = { files: [], kind: "flow" };

export const useHanded = create<Handed>(() => nothing);

export const handOver = (files: File[], kind: Kind = "flow") => useHanded.setState({ files, kind });

export function taken(): Handed {
  const found = useHanded.getState();
  useHanded.setState(nothing);
  return found;
}
