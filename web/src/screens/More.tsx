/** Says that a list goes on, and reads more of it. */

import { count } from "../parts/words";
import type { Paged } from "./paging";

interface Props {
  of: Paged;
  /** Whether the search beside it looks at the rows that were not read, too. */
  isSearched?: boolean;
}

export function More({ of: { rows, total, isCut, more }, isSearched = false }: Props) {
  if (!isCut || !rows) return null;
  return (
    <p className="row">
      <span className="soft">
        The first {rows.length} of {count(total, "row")} by name.
        {isSearched && " A search by name looks at all of them."}
      </span>
      <button type="button" className="button" onClick={more}>
        Show more
      </button>
    </p>
  );
}
