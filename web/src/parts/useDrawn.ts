/** What is not needed to see and use the first thing of a screen waits until that is drawn. */

import { useEffect, useState } from "react";
import { frames } from "./focusing";

/** Whether what was first drawn together with the caller is seen. */
export function useDrawn(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let gone = false;
    void frames(2).then(() => gone || setDrawn(true));
    return () => {
      gone = true;
    };
  }, []);
  return drawn;
}
