/** Light, dark, or as the system has it; remembered in this browser. */

import { create } from "zustand";

export type Mode = "system" | "light" | "dark";

const KEY = "flowport:theme";
const kept = localStorage.getItem(KEY);

export const useTheme = create<{ mode: Mode }>(() => ({
  mode: kept === "light" || kept === "dark" ? kept : "system",
}));

function apply({ mode }: { mode: Mode }) {
  document.documentElement.style.colorScheme = mode === "system" ? "light dark" : mode;
}

export function setMode(mode: Mode) {
  localStorage.setItem(KEY, mode);
  useTheme.setState({ mode });
}

apply(useTheme.getState());
useTheme.subscribe(apply);
