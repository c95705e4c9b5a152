/** The attributes that the fields of the open flow can read. */

import { useEffect, useState } from "react";
import type { Namespace, Namespaces } from "../api/types";
import { useDocument } from "../document/store";
import { ask } from "../document/sync";

let asked: { of: string; answer: Promise<Namespace[]> } | null = null;

/** What the fields of a flow as it was saved can read: asked for once, by whichever field is first. */
function namespacesOf(of: string): Promise<Namespace[]> {
  if (asked?.of !== of) {
    const answer = ask<Namespaces>("attributes").then((it) => it.namespaces);
    const mine = { of, answer };
    asked = mine;
    answer.catch(() => {
      if (asked === mine) asked = null;
    });
  }
  return asked.answer;
}

/** What fields can read, asked for again when the flow has changed and was saved. */
export function useNamespaces(): Namespace[] {
  const flow = useDocument((state) => `${state.identity?.instance}/${state.identity?.flow}`);
  const saved = useDocument((state) => state.expected);
  const [spaces, setSpaces] = useState<Namespace[]>([]);
  useEffect(() => {
    let stale = false;
    namespacesOf(`${flow} ${saved}`)
      .then((found) => stale || setSpaces(found))
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [flow, saved]);
  return spaces;
}
