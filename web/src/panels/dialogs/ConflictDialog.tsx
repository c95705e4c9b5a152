/** Someone else has saved this flow: put one's edits on top, overwrite, keep both, or take theirs. */

import { saving } from "../../actions/saving";
import { discard } from "../../document/open";
import { type Merge, merged, replay } from "../../document/replay";
import type { Conflict } from "../../document/save";
import { Dialog } from "../../parts/Dialog";
import { showOverlay } from "../../parts/open_panels";
import { tell } from "../../parts/toasts";
import { trying } from "../../parts/trouble";
import { useAsked } from "../../parts/useAsked";
import { count } from "../../parts/words";
import { DiffList } from "../DiffList";
import { ThreeWay } from "../ThreeWay";
import { useTroubles } from "../troubles";

async function putOnTop(merge: Merge) {
  await trying(replay(merge));
  tell("info", `${count(merge.commands.length, "edit")} put on top of theirs; not saved yet.`);
}

export function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const publish = useTroubles((state) => state.publish);
  const { answer: merge } = useAsked(merged, "merge");
  const close = () => useTroubles.setState({ conflict: null });
  const and = (then: () => unknown) => () => {
    close();
    then();
  };
  return (
    <Dialog title="Someone else has saved this flow" close={close} wide>
      <p>Your edits are kept here.</p>
      {merge ? (
        <ThreeWay merge={merge} />
      ) : (
        <DiffList title="From theirs to yours" diff={conflict.diff} />
      )}
      <footer>
        <button type="button" className="button" onClick={and(() => trying(discard()))}>
          Take theirs, drop mine
        </button>
        <button type="button" className="button" onClick={and(() => showOverlay("saveAs"))}>
          Keep both: save mine as…
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
            Put my edits on top of theirs
          </button>
        )}
      </footer>
    </Dialog>
  );
}
