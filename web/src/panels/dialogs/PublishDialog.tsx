/** Publishes, or lists why that can't be. */

import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { saving } from "../../actions/saving";
import { instanceName } from "../../api/session";
import type { ComparedCalls } from "../../api/types";
import { callChanges } from "../../calling/changes";
import { goTo } from "../../canvas/window";
import { blockOf, nameOf } from "../../document/edits";
import { useDocument } from "../../document/store";
import { ask, renew, settled } from "../../document/sync";
import { Dialog } from "../../parts/Dialog";
import { Later } from "../../parts/Later";
import { showBottom } from "../../parts/open_panels";
import { trying } from "../../parts/trouble";
import { count } from "../../parts/words";
import { flowAt } from "../../place";
import { showProblem } from "../going";
import { reasonsOf, warningOf } from "../publishing";
import type { OverlayProps } from "./Dialogs";

/** Which calls differ from those of what is published now. */
async function compare() {
  await settled();
  const { identity } = useDocument.getState();
  const address = `flows/${encodeURIComponent(identity?.flow ?? "")}/compare/calls`;
  const { calls } = await ask<ComparedCalls>(address, { a: "published" });
  return { flows: [calls], left: [] };
}

/** What a block is called, or nothing where it is gone. */
function called(id: string): string {
  const block = blockOf(id);
  return block ? nameOf(block) : "";
}

/** The block that leads somewhere, to go to. */
function FromBlock({ id, close }: { id: string; close: () => void }) {
  const name = called(id);
  if (!name) return null;
  const go = () => {
    close();
    goTo(id);
  };
  return (
    <>
      , from{" "}
      <button type="button" className="link-button" onClick={go}>
        {name}
      </button>
    </>
  );
}

/** Says where contacts would hear an error: a warning, for the instance publishes it all the same. */
function LeadsNowhere({ instance, close }: Pick<OverlayProps, "instance" | "close">) {
  const never = useDocument((state) => state.said?.publish.unpublished);
  const own = useDocument((state) => state.identity?.kind);
  if (!never || !own) return null;
  return (
    <>
      <p>
        <TriangleAlert size={14} className="warn" aria-hidden /> {warningOf(own, never)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keys */}
      <ul className="reasons" tabIndex={0} aria-label="Never published">
        {never.map(({ kind, id, name, block }) => (
          <li key={id}>
            <a href={flowAt(instance.id, kind, id)} onClick={close}>
              {name}
            </a>
            <FromBlock id={block} close={close} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function PublishDialog({ close, instance }: OverlayProps) {
  const where = `${instanceName(instance)}, ${instance.region}, account ${instance.account}`;
  const said = useDocument((state) => state.said);
  const name = useDocument((state) => state.view?.name);
  const published = useDocument((state) => state.summary?.status === "PUBLISHED");
  const allowed = said?.publish.allowed ?? false;
  const reasons = said && !allowed ? reasonsOf(said, called) : [];
  const [note, setNote] = useState("");
  useEffect(() => void renew(), []); // others may have published what it leads to
  return (
    <Dialog title={`Publish ${name}`} close={close} wide={published}>
      {allowed ? (
        <>
          <p>It is saved in {where}, and at once it is what callers hear.</p>
          <LeadsNowhere instance={instance} close={close} />
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
          <p>{count(reasons.length, "problem keeps", "problems keep")} it from being published:</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled with the keys */}
          <ul className="reasons" tabIndex={0} aria-label="Reasons">
            {reasons.map(({ text, finding }) => (
              <li key={text}>
                {finding?.block ? (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => {
                      close();
                      showProblem(finding);
                    }}
                  >
                    {text}
                  </button>
                ) : (
                  text
                )}
              </li>
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
