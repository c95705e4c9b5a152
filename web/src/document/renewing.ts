/** Keeps what is said of a document true where others change the instance that it is in. */

import { useDocument } from "./store";
import { renew } from "./sync";

/**
 * Asks again whenever the user comes back to the page, until it is stopped: what a flow leads to may
 * have been created, deleted or published elsewhere, which changes references and what publishing does.
 */
export function renewing(): () => void {
  const look = () => {
    if (!document.hidden && useDocument.getState().said) void renew();
  };
  addEventListener("focus", look);
  document.addEventListener("visibilitychange", look);
  return () => {
    removeEventListener("focus", look);
    document.removeEventListener("visibilitychange", look);
  };
}
