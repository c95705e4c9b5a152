/** Work that is not begun again while it is under way, as by a second click on a slow network. */

import { useRef } from "react";

/** The work, which does nothing where it is under way. */
export function useOnce<A extends unknown[]>(work: (...given: A) => Promise<unknown>) {
  const underWay = useRef(false);
  return async (...given: A): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    try {
      await work(...given);
    } finally {
      underWay.current = false;
    }
  };
}
