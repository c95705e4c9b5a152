/** The title of the browser's tab: with many flows open, each says which it is. */

import { useEffect } from "react";

export function useTitle(words: string) {
  useEffect(() => {
    document.title = words ? `${words} · Flowport` : "Flowport";
    return () => {
      document.title = "Flowport";
    };
  }, [words]);
}
