/** Rows of a long list that are near the part in view; the others are only room above and below. */

import { type RefObject, useEffect, useRef, useState } from "react";

/** How many rows are drawn beyond the edges, so that Tab and a quick wheel find the next ones. */
const BEYOND = 4;

/** Of how many rows each step of the window is: it is drawn again once in so many. */
const AT_ONCE = 4;

export interface Windowed {
  /** The element that scrolls. */
  box: RefObject<HTMLDivElement | null>;
  from: number;
  to: number;
}

/** Which rows of a list to draw, all of them `height` pixels high. */
export function useWindowed(total: number, height: number): Windowed {
  const box = useRef<HTMLDivElement>(null);
  const [{ first, fitting }, see] = useState({ first: 0, fitting: 20 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of rows has other edges
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const next = {
        first: Math.floor(element.scrollTop / height / AT_ONCE) * AT_ONCE,
        fitting: Math.ceil(element.clientHeight / height) + 1,
      };
      see((now) => (now.first === next.first && now.fitting === next.fitting ? now : next));
    };
    // Tab may be faster than the scrolling that it causes: the rows after the next are drawn at once.
    const ahead = ({ target }: FocusEvent) => {
      const row = (target as Element).closest("[aria-posinset]")?.getAttribute("aria-posinset");
      const index = Number(row) - 1;
      see((now) => {
        const last = now.first + now.fitting - 2;
        if (!row || (index > now.first && index < last)) return now;
        const first = index >= last ? index - now.fitting + 3 : index - 1;
        return { ...now, first: Math.max(0, Math.floor(first / AT_ONCE) * AT_ONCE) };
      });
    };
    look();
    element.addEventListener("focusin", ahead);
    const watch = new ResizeObserver(look);
    watch.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener("focusin", ahead);
      element.removeEventListener("scroll", look);
    };
  }, [height, total]);
  const from = Math.max(0, Math.min(first, total - fitting) - BEYOND);
  return { box, from, to: Math.min(total, first + AT_ONCE + fitting + BEYOND) };
}
