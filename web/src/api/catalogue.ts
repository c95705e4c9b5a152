/** What can be put into a flow of some type; read once a type. */

import { cataloguePath, get } from "./client";
import { applySizes } from "./sizes";
import type { Catalogue, Drawn } from "./types";

const known = new Map<string, Promise<Catalogue>>();
const drawn = new Map<string, ReadonlyMap<string, Drawn>>();

/** Takes in what has been read. */
export function learn({ type, categories, sizes }: Catalogue) {
  const blocks = categories.flatMap((category) => category.blocks);
  const known = blocks.flatMap(({ title, drawn }): [string, Drawn][] =>
    drawn ? [[title, drawn]] : [],
  );
  drawn.set(type, new Map(known));
  applySizes(sizes);
}

/** How a block of the palette is drawn in a flow of a type, where the catalogue has been read. */
export const drawnAs = (type: string, title: string) => drawn.get(type)?.get(title);

export function catalogueFor(type: string): Promise<Catalogue> {
  let found = known.get(type);
  if (!found) {
    found = get<Catalogue>(cataloguePath(type));
    found.then(learn).catch(() => known.delete(type));
    known.set(type, found);
  }
  return found;
}
