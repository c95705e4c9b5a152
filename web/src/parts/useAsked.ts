/** Asks the server for something that a screen shows; another key asks again. */

import { useCallback, useEffect, useRef, useState } from "react";
import { patiently, WHEN_BACK } from "../api/returning";
import { tell } from "./toasts";

export function useAsked<T>(ask: () => Promise<T>, key: string) {
  const [found, setFound] = useState<{ key: string; answer: T } | null>(null);
  const latest = useRef(ask);
  latest.current = ask;
  const turn = useRef(0);
  const again = useCallback(() => {
    const mine = ++turn.current;
    const isWanted = (isAway: boolean) => {
      const isLatest = turn.current === mine;
      if (isLatest && isAway) tell("warning", WHEN_BACK);
      return isLatest;
    };
    return (
      patiently(latest.current, isWanted)
        // An answer that is late, to what was asked before, does not replace the one to this.
        .then((answer) => {
          if (turn.current === mine) setFound({ key, answer });
        })
        .catch((error: Error) => {
          if (turn.current === mine) tell("error", error.message);
        })
    );
  }, [key]);
  useEffect(() => {
    void again();
    return () => {
      turn.current++;
    };
  }, [again]);
  return { answer: found?.key === key ? found.answer : null, again };
}
