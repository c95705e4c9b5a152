/** How large a block is drawn: the server's numbers, given to the style sheet as variables. */

import { create } from "zustand";
import type { Block, Sizes } from "./types";

export const useSizes = create<{ sizes: Sizes | null }>(() => ({ sizes: null }));

export function sizes(): Sizes {
  const found = useSizes.getState().sizes;
  if (!found) throw new Error("the catalogue has not been read yet");
  return found;
}

/** How far below the top of a block a branch leaves it. */
export function branchOffset(height: number, branches: number, index: number): number {
  const { padding, branchRow, arrival } = sizes();
  if (branches === 0) return arrival;
  const below = (branches - index) * branchRow - branchRow / 2;
  return Math.max(height - padding - below, 0);
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

/** Whether a block has more settings than it shows folded. */
export const folds = (block: Block) => block.settings.length > sizes().maxSettings;

/** The settings that are shown, and how many folding hides. */
export function shownSettings(block: Block, unfolded: boolean) {
  const { settings } = block;
  if (!folds(block)) return { rows: settings, more: 0 };
  const more = settings.length - sizes().maxSettings + 1;
  return { rows: unfolded ? settings : settings.slice(0, -more), more };
}

/** The height of a block: the server's, and the rows that unfolding adds. */
export function heightOf(block: Block, unfolded: boolean): number {
  if (!unfolded || !folds(block)) return block.height;
  const { maxSettings, settingRow } = sizes();
  return block.height + (block.settings.length + 1 - maxSettings) * settingRow;
}
