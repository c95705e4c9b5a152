/** What stands between an edit and its saving: a newer save, or reasons not to publish. */

import { create } from "zustand";
import type { Conflict } from "../api/types";

interface Troubles {
  conflict: Conflict | null;
  /** Whether the save that met the conflict was to publish. */
  publish: boolean;
  problems: string[] | null;
}

export const useTroubles = create<Troubles>(() => ({
  conflict: null,
  publish: false,
  problems: null,
}));
