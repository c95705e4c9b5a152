/** Whether the window is too narrow for what fits into one line of a wide one. */

import { useSyncExternalStore } from "react";

const query = matchMedia("(max-width: 900px)");

const listen = (changed: () => void) => {
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
};

export const useNarrow = () => useSyncExternalStore(listen, () => query.matches);
