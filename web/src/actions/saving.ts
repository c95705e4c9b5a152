/** Saving as a person sees it: a message when it is done, a question when it can't be. */

import { save } from "../document/save";
import { useTroubles } from "../panels/troubles";
import { tell } from "../parts/toasts";

export async function saving(publish: boolean, over?: string) {
  const outcome = await save(publish, over);
  if (!outcome) return;
  if (outcome.done) tell("success", publish ? "Published." : "Saved.");
  else if ("conflict" in outcome) useTroubles.setState({ conflict: outcome.conflict, publish });
  else useTroubles.setState({ problems: outcome.problems });
}
