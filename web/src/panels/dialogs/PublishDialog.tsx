/** Publishes, or lists why that can't be. */

import { saving } from "../../actions/saving";
import { useDocument } from "../../document/store";
import { Dialog } from "../../parts/Dialog";
import { trying } from "../../parts/trouble";
import type { OverlayProps } from "../Overlays";
import { showBottom } from "../which";

export function PublishDialog({ close }: OverlayProps) {
  const publish = useDocument((state) => state.said?.publish);
  const name = useDocument((state) => state.view?.name);
  const allowed = publish?.allowed ?? false;
  return (
    <Dialog title={`Publish ${name}`} close={close}>
      {allowed ? (
        <p>It is saved, and at once it is what callers hear.</p>
      ) : (
        <>
          <p>This flow can't be published yet:</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keys */}
          <ul className="reasons" tabIndex={0} aria-label="Reasons">
            {publish?.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )}
      <footer>
        {!allowed && (
          <button
            type="button"
            className="button"
            onClick={() => {
              close();
              showBottom("problems");
            }}
          >
            Show the problems
          </button>
        )}
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!allowed}
          onClick={() => {
            close();
            void trying(saving(true));
          }}
        >
          Publish
        </button>
      </footer>
    </Dialog>
  );
}
