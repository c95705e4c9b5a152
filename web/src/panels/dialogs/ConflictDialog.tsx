/** Someone else has saved this flow: compare, then overwrite, keep both, or take theirs. */

import { saving } from "../../actions/saving";
import { discard } from "../../document/open";
import type { Conflict } from "../../document/save";
import { Dialog } from "../../parts/Dialog";
import { trying } from "../../parts/trouble";
import { DiffList } from "../DiffList";
import { useTroubles } from "../troubles";
import { showOverlay } from "../which";

export function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const publish = useTroubles((state) => state.publish);
  const close = () => useTroubles.setState({ conflict: null });
  const and = (then: () => unknown) => () => {
    close();
    then();
  };
  return (
    <Dialog title="Someone else has saved this flow" close={close} wide>
      <p>Your edits are kept here. This is how what you have differs from what was saved:</p>
      <DiffList title="From theirs to yours" diff={conflict.diff} />
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
      </footer>
    </Dialog>
  );
}
