/** Asks for the properties of the block that is selected. */

import { leave, soleBlock, useCanvas } from "../canvas/store";
import { quietly, useDocument } from "../document/store";
import { sync } from "../document/sync";
import { fillSide } from "../parts/open_panels";

const LATER = 60;

/** Follows the selection until it is stopped. */
export function inspecting(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = useCanvas.subscribe(({ nodes }, before) => {
    if (nodes === before.nodes) return;
    if (nodes.some((node) => node.selected)) fillSide();
    const chosen = soleBlock(nodes);
    const { inspected } = useDocument.getState();
    if (chosen === inspected) return;
    leave(inspected);
    quietly({ inspected: chosen, properties: null });
    clearTimeout(timer);
    if (chosen) timer = setTimeout(() => void sync(), LATER);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
