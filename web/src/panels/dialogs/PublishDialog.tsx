/** Publishes, or lists why that can't be. */

import { useState } from "react";
import { saving } from "../../actions/saving";
import { instanceName } from "../../api/session";
import { type Calls, callChanges } from "../../calling/changes";
import { useDocument } from "../../document/store";
import { ask, settled } from "../../document/sync";
import { Dialog } from "../../parts/Dialog";
import { Later } from "../../parts/Later";
import { trying } from "../../parts/trouble";
import type { OverlayProps } from "../Overlays";
import { showBottom } from "../which";

/** Which calls differ from those of what is published now. */
async function compare() {
  await settled();
  const { identity } = useDocument.getState();
  const address = `flows/${encodeURIComponent(identity?.flow ?? "")}/compare/calls`;
  const { calls } = await ask<{ calls: Calls }>(address, { a: "published" });
  return { flows: [calls], left: [] };
}

export function PublishDialog({ close, instance }: OverlayProps) {
  const where = `${instanceName(instance)}, ${instance.region}, account ${instance.account}`;
  const publish = useDocument((state) => state.said?.publish);
  const name = useDocument((state) => state.view?.name);
  const published = useDocument((state) => state.summary?.status === "PUBLISHED");
  const allowed = publish?.allowed ?? false;
  const [note, setNote] = useState("");
  return (
    <Dialog title={`Publish ${name}`} close={close} wide={published}>
      {allowed ? (
        <>
          <p>It is saved in {where}, and at once it is what callers hear.</p>
          <label className="field">
            <span className="label">What changed</span>
            <input
              name="note"
              maxLength={500}
              placeholder="Optional; kept in the history"
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
          {published && <Later from={callChanges} props={{ ask: compare }} />}
        </>
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
            void trying(saving(true, { note }));
          }}
        >
          Publish
        </button>
      </footer>
    </Dialog>
  );
}
