/** Aligns and distributes the selected blocks. */

import type { Command, Spot } from "../api/types";
import { type BlockNode, isBlock } from "./nodes";
import { useCanvas } from "./store";

type Axis = "x" | "y";

const sizeOf = (node: BlockNode, axis: Axis) => (axis === "x" ? node.width : node.height) ?? 0;

/** The blocks that are selected, from the first to the last along an axis. */
export const chosen = (axis: Axis) =>
  useCanvas
    .getState()
    .nodes.filter(isBlock)
    .filter((node) => node.selected)
    .sort((one, other) => one.position[axis] - other.position[axis]);

function move(nodes: readonly BlockNode[], axis: Axis, places: readonly number[]): Command {
  const positions = nodes.map((node, index): [string, Spot] => [
    node.id,
    { ...node.position, [axis]: Math.round(places[index] ?? node.position[axis]) },
  ]);
  return { kind: "move", positions: Object.fromEntries(positions) };
}

/** Puts the left or upper edges of blocks where that of the first is. */
export function aligned(axis: Axis): Command {
  const nodes = chosen(axis);
  return move(
    nodes,
    axis,
    nodes.map(() => nodes[0]?.position[axis] ?? 0),
  );
}

/** Puts the same room between each two blocks; the first and the last one stay. */
export function distributed(axis: Axis): Command {
  const nodes = chosen(axis);
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (!first || !last) return move(nodes, axis, []);
  const whole = last.position[axis] + sizeOf(last, axis) - first.position[axis];
  const taken = nodes.reduce((sum, node) => sum + sizeOf(node, axis), 0);
  const gap = (whole - taken) / (nodes.length - 1);
  let at = first.position[axis];
  const places = nodes.map((node) => {
    const place = at;
    at += sizeOf(node, axis) + gap;
    return place;
  });
  return move(nodes, axis, places);
}
