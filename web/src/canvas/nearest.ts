/** The block that an arrow key leads to: near, and in that direction. */

import type { Block } from "../api/types";

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const ways: Record<Direction, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const middle = (block: Block) => ({ x: block.x + block.width / 2, y: block.y + block.height / 2 });

export function nearest(
  blocks: readonly Block[],
  from: string,
  direction: Direction,
): string | null {
  const here = blocks.find((block) => block.id === from);
  if (!here) return null;
  const origin = middle(here);
  const way = ways[direction];
  let best: { id: string; cost: number } | null = null;
  for (const block of blocks) {
    const there = middle(block);
    const along = (there.x - origin.x) * way.x + (there.y - origin.y) * way.y;
    if (block.id === from || along <= 0) continue;
    const aside = Math.abs((there.x - origin.x) * way.y) + Math.abs((there.y - origin.y) * way.x);
    const cost = along + aside * 2;
    if (!best || cost < best.cost) best = { id: block.id, cost };
  }
  return best?.id ?? null;
}
