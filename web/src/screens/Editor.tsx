/** The editor: canvas in the middle, blocks to the left, properties to the right, findings below. */

import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useState } from "react";
import { shortcuts } from "../actions/keys";
import { catalogueFor } from "../api/catalogue";
import { patiently, WHEN_BACK } from "../api/returning";
import { instanceName } from "../api/session";
import type { Catalogue, Instance } from "../api/types";
import { Canvas } from "../canvas/Canvas";
import { useCanvas } from "../canvas/store";
import { close, discard, open, untilLeft } from "../document/open";
import { listen } from "../document/presence";
import { renewing } from "../document/renewing";
import { type DocumentState, isDirty, mayEdit, useDocument } from "../document/store";
import { isUnderWay } from "../document/turns";
import { Bottom, below } from "../panels/Bottom";
import { ContextMenu } from "../panels/ContextMenu";
import { Dock } from "../panels/Dock";
import { dialogs, Overlays } from "../panels/Overlays";
import { QuickAdd } from "../panels/QuickAdd";
import { Side } from "../panels/Side";
import { Toolbar } from "../panels/Toolbar";
import { focusOn } from "../parts/focusing";
import { foldSide, usePanels } from "../parts/open_panels";
import { useTitle } from "../parts/title";
import { tell } from "../parts/toasts";
import { useDrawn } from "../parts/useDrawn";
import { finishFirst, listAt, type Place } from "../place";
import { inspecting } from "./inspecting";

async function begin(instance: Instance, place: Place): Promise<Catalogue | null> {
  const { kind, flow, version } = place;
  const { restored, alone } = await open({ instance: instance.id, flow, kind, version });
  if (!alone)
    tell(
      "warning",
      "This flow is open in another tab too. Each keeps its own edits, and who saves second is asked.",
    );
  if (restored)
    tell("info", "Edits that were not saved have been restored.", {
      label: "Throw them away",
      perform: () => void discard(),
    });
  const type = useDocument.getState().view?.type ?? "CONTACT_FLOW";
  return catalogueFor(kind === "module" ? "MODULE" : type);
}

const guard = (event: BeforeUnloadEvent) => {
  if (isDirty(useDocument.getState()) || isUnderWay()) event.preventDefault();
};

const titleOf = (state: DocumentState) => `${isDirty(state) ? "• " : ""}${state.view?.name ?? ""}`;

/** Gives the focus to the first block, or to the entry where there is none. */
function toCanvas() {
  void focusOn(".react-flow__node-block, .react-flow__node", document.activeElement);
}

const SHOWN_BEFORE = 500;

/** Fetches what is soon needed, once the flow is drawn: later the server may not be there. */
function fetchRest() {
  setTimeout(() => {
    for (const rest of [dialogs, below]) void rest.begin().catch(() => undefined);
  }, SHOWN_BEFORE);
}

/** An open flow. The blocks to choose from are many, and are drawn once the flow is seen. */
function Open({ instance, catalogue }: { instance: Instance; catalogue: Catalogue }) {
  const editable = useDocument(mayEdit);
  const { dock, sideOpen, bottom } = usePanels();
  const drawn = useDrawn();
  return (
    <ReactFlowProvider>
      <div className="editor">
        <button type="button" className="skip-link" onClick={toCanvas}>
          Skip to the canvas
        </button>
        <Toolbar instance={instance} />
        <div className="editor-middle">
          {dock && editable && (drawn ? <Dock catalogue={catalogue} /> : <div className="dock" />)}
          <main className="canvas" aria-label="Canvas">
            <Canvas />
            <QuickAdd catalogue={catalogue} />
            <ContextMenu />
          </main>
          {sideOpen && <Side />}
        </div>
        <Bottom open={bottom} />
        <Overlays instance={instance} catalogue={catalogue} />
      </div>
    </ReactFlowProvider>
  );
}

export function Editor({ instance, place }: { instance: Instance; place: Place }) {
  const [catalogue, setCatalogue] = useState<Catalogue | null>(null);
  const [trouble, setTrouble] = useState("");
  useTitle(`${useDocument(titleOf)} · ${instanceName(instance)} (${instance.region})`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen is created again for another flow
  useEffect(() => {
    foldSide();
    let isOver = false;
    const waits = (isAway: boolean) => {
      if (!isOver) setTrouble(isAway ? WHEN_BACK : "");
      return !isOver;
    };
    patiently(() => begin(instance, place), waits)
      .then(setCatalogue)
      .then(fetchRest)
      .catch((error: Error) => setTrouble(error.message));
    const stops = [shortcuts(), inspecting(), renewing(), finishFirst(untilLeft)];
    addEventListener("beforeunload", guard);
    const { kind, flow, version } = place;
    if (version === "") stops.push(listen({ instance: instance.id, kind, flow, version }));
    return () => {
      isOver = true;
      for (const stop of stops) stop();
      removeEventListener("beforeunload", guard);
      useCanvas.setState(useCanvas.getInitialState());
      close();
    };
  }, []);
  if (trouble)
    return (
      <main className="empty">
        <p>{trouble}</p>
        <a href={listAt(instance.id, place.kind)}>
          Back to the {place.kind}s of {instanceName(instance)}
        </a>
      </main>
    );
  if (!catalogue) return <p className="empty">Opening…</p>;
  return <Open instance={instance} catalogue={catalogue} />;
}
