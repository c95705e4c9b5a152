/** Saving as a person sees it: a message when it is done, a question when it can't be. */

import { save } from "../document/save";
import { type DocumentState, useDocument } from "../document/store";
import { useTroubles } from "../panels/troubles";
import { tell } from "../parts/toasts";

interface Ways {
  /** What the server has instead, which may be overwritten. */
  over?: string;
  /** What is kept in the history of a publish. */
  note?: string;
  /** Whether the caller says that it was done. */
  quiet?: boolean;
}

/** Says so where a save has to wait for the server; a function that ends listening for that. */
function saidOfWaiting(publish: boolean): () => void {
  const does = publish ? "published" : "saved";
  const look = ({ online }: DocumentState) =>
    online ||
    tell(
      "warning",
      `The server can't be reached. Your edits are kept in this browser, and ${does} when it is back.`,
    );
  look(useDocument.getState());
  return useDocument.subscribe((now, before) => now.online !== before.online && look(now));
}

/** Saves, and answers whether it was done. */
export async function saving(publish: boolean, { over, note, quiet }: Ways = {}): Promise<boolean> {
  const stop = saidOfWaiting(publish);
  const outcome = await save(publish, over, note).finally(stop);
  if (!outcome) return false;
  if (outcome.done) {
    if (!quiet) tell("success", publish ? "Published." : "Saved.");
  } else if ("conflict" in outcome) useTroubles.setState({ conflict: outcome.conflict, publish });
  else useTroubles.setState({ problems: outcome.problems });
  return outcome.done;
}
