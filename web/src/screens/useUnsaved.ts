/** Which flows have unsaved edits in this browser, also while another tab makes or saves some. */

import { useEffect, useState } from "react";
import { unsaved } from "../document/kept";

export function useUnsaved(instance: string): ReadonlySet<string> {
  const [found, set] = useState(() => unsaved(instance));
  useEffect(() => {
    const look = () => set(unsaved(instance));
    look();
    addEventListener("storage", look);
    return () => removeEventListener("storage", look);
  }, [instance]);
  return found;
}
