/** What can be put into a flow of some type; read once a type. */

import { cataloguePath, get } from "./client";
import { applySizes } from "./sizes";
import type { Catalogue } from "./types";

const known = new Map<string, Promise<Catalogue>>();

export function catalogueFor(type: string): Promise<Catalogue> {
  let found = known.get(type);
  if (!found) {
    found = get<Catalogue>(cataloguePath(type));
    found.then(({ sizes }) => applySizes(sizes)).catch(() => known.delete(type));
    known.set(type, found);
  }
  return found;
}
