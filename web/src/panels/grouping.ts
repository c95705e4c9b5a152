/** Which references are to one thing, so that a person chooses for it once. */

import type { Reference } from "../api/types";

/** What is the same for references to one thing; two empty fields are not the same. */
export function groupOf({ kind, state, written, name, pointer, resource }: Reference, place = "") {
  const what = written || name ? [written || name] : [place, pointer];
  return [kind, state, resource?.arn ?? "", ...what].join("\n");
}
