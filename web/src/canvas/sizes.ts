/** How large a block is drawn: the server's numbers, given to the style sheet as variables. */

import { create } from "zustand";
import type { Block, Sizes } from "../api/types";

export const useSizes = create<{ sizes: Sizes | null }>(() => ({ sizes: null }));

export function sizes(): Sizes {
  const found = useSizes.getState().sizes;
  if (!found) throw new Error("the catalogue has not been read yet");
  return found;
}

/** How far below the top of a block a branch leaves it. */
export function branchOffset(block: Block, index: number): number {
  const { padding, branchRow, arrival } = sizes();
  if (block.branches.length === 0) return arrival;
  const below = (block.branches.length - index) * branchRow - branchRow / 2;
  return Math.max(block.height - padding - below, 0);
}

export function applySizes(found: Sizes) {
  useSizes.setState({ sizes: found });
  const style = document.documentElement.style;
  style.setProperty("--block-width", `${found.width}px`);
  style.setProperty("--block-header", `${found.header}px`);
  style.setProperty("--block-setting", `${found.settingRow}px`);
  style.setProperty("--block-branch", `${found.branchRow}px`);
  style.setProperty("--block-padding", `${found.padding}px`);
}

export function shownSettings(block: Block): { rows: [string, string][]; more: number } {
  const { maxSettings } = sizes();
  if (block.settings.length <= maxSettings) return { rows: block.settings, more: 0 };
  const rows = block.settings.slice(0, maxSettings - 1);
  return { rows, more: block.settings.length - rows.length };
}
