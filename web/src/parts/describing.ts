/** What is said of a field beside it, for those who hear the page instead of seeing it. */

import { createContext, useContext } from "react";

interface About {
  /** The id of what is found wrong with the field, or "". */
  id: string;
  wrong: boolean;
}

export const Described = createContext<About>({ id: "", wrong: false });

/** The attributes of a field: what describes it, besides its own hint, and whether it is wrong. */
export function useDescribed(own = "", wrong = false) {
  const about = useContext(Described);
  const ids = [own, about.id].filter(Boolean).join(" ");
  return {
    "aria-describedby": ids || undefined,
    "aria-invalid": wrong || about.wrong ? true : undefined,
  };
}
