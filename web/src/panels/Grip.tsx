/** The edge of the panel to the right: pulled, or moved with arrows, it makes the panel wider. */

import type { KeyboardEvent, PointerEvent } from "react";
import { SIDE, usePanels, widen } from "../parts/open_panels";

const STEP = 40;

export function Grip() {
  const width = usePanels((state) => state.sideWidth);
  const pulled = (event: PointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) widen(innerWidth - event.clientX);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") widen(width + STEP);
    else if (event.key === "ArrowRight") widen(width - STEP);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule can't be pulled
    <div
      className="grip"
      role="separator"
      tabIndex={0}
      aria-label="Width of the properties"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={SIDE.least}
      aria-valuemax={SIDE.most}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={pulled}
      onKeyDown={keys}
    />
  );
}
