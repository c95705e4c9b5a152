/** Asks before a screen is left on which something would be lost. */

import { useEffect, useState } from "react";
import { askFirst } from "../place";
import { Dialog } from "./Dialog";

/** The question, when it is asked; while `what` is empty the screen is left without it. */
export function useLeaving(what: string) {
  const [asked, ask] = useState<((leave: boolean) => void) | null>(null);
  useEffect(() => {
    if (!what) return;
    const stop = askFirst(() => new Promise((answer) => ask(() => answer)));
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", closing);
    return () => {
      stop();
      removeEventListener("beforeunload", closing);
    };
  }, [what]);
  if (!asked) return null;
  const answer = (leave: boolean) => {
    ask(null);
    asked(leave);
  };
  return (
    <Dialog title="Leave this page?" close={() => answer(false)}>
      <p>{what}</p>
      <footer>
        <button type="button" className="button" onClick={() => answer(false)}>
          Stay
        </button>
        <button type="button" className="button danger" onClick={() => answer(true)}>
          Leave
        </button>
      </footer>
    </Dialog>
  );
}
