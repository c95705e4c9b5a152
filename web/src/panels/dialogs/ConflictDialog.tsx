/** Someone else has saved this flow: put one's edits on top, overwrite, keep both, or take theirs. */

import { saving } from "../../actions/saving";
import type { Conflict, Merged } from "../../api/types";
import { discard } from "../../document/open";
import { merged, replay } from "../../document/replay";
import { Dialog } from "../../parts/Dialog";
import { showOverlay } from "../../parts/open_panels";
import { tell } from "../../parts/toasts";
import { trying } from "../../parts/trouble";
import { useAsked } from "../../parts/useAsked";
import { count } from "../../parts/words";
import { DiffList } from "../DiffList";
import { ThreeWay } from "../ThreeWay";
import { useTroubles } from "../troubles";

async function putOnTop(merge: Merged) {
  await trying(replay(merge));
  tell("info", `${count(merge.commands.length, "edit")} put on top; not saved yet.`);
}

/** What the two sides are called, by whether the other save is one's own. */
const WORDS = {
  theirs: {
    title: "Someone else has saved this flow",
    diff: "From theirs to yours",
    take: "Take theirs, drop mine",
    both: "Keep both: save mine as…",
    top: "Put my edits on top of theirs",
  },
  own: {
    title: "You have saved this flow elsewhere",
    diff: "From that save to this window",
    take: "Take that save, drop these edits",
    both: "Keep both: save this as…",
    top: "Put these edits on top of that save",
  },
};

export function ConflictDialog({ conflict, me }: { conflict: Conflict; me: string }) {
  const { by } = conflict;
  const own = by === me;
  const words = own ? WORDS.own : WORDS.theirs;
  const publish = useTroubles((state) => state.publish);
  const { answer: merge } = useAsked(merged, "merge");
  const close = () => useTroubles.setState({ conflict: null });
  const and = (then: () => unknown) => () => {
    close();
    then();
  };
  return (
    <Dialog title={words.title} close={close} wide>
      <p>
        {by && !own && `${by} saved it after you opened it. `}The edits of this window are kept
        here.
      </p>
      {merge ? (
        <ThreeWay merge={merge} own={own} />
      ) : (
        <DiffList title={words.diff} diff={conflict.diff} />
      )}
      <footer>
        <button type="button" className="button" onClick={close}>
          Go on editing
        </button>
        <button type="button" className="button" onClick={and(() => trying(discard()))}>
          {words.take}
        </button>
        <button type="button" className="button" onClick={and(() => showOverlay("saveAs"))}>
          {words.both}
        </button>
        <button
          type="button"
          className="button danger"
          onClick={and(() => trying(saving(publish, { over: conflict.current.base })))}
        >
          Overwrite
        </button>
        {merge && merge.commands.length > 0 && (
          <button type="button" className="button primary" onClick={and(() => putOnTop(merge))}>
            {words.top}
          </button>
        )}
      </footer>
    </Dialog>
  );
}
