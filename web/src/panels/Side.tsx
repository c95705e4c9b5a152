/** The panel to the right: the properties of the selected block, or its JSON. */

import { X } from "lucide-react";
import { type CSSProperties, useEffect, useRef } from "react";
import { actionOf, isEnabled, run } from "../actions";
import { soleBlock, useCanvas } from "../canvas/store";
import { bring } from "../canvas/window";
import { useDocument } from "../document/store";
import { frames } from "../parts/focusing";
import { Later, source } from "../parts/Later";
import { type Side as Name, SIDE, setSide, usePanels } from "../parts/open_panels";
import { BlockJson } from "./BlockJson";
import { Grip } from "./Grip";
import { Properties } from "./Properties";

const TABS: [Name, string][] = [
  ["properties", "Properties"],
  ["json", "JSON"],
  ["call", "Call"],
];

/** What the tabs are where the properties and the JSON stand side by side. */
const WIDE: typeof TABS = [
  ["properties", "Properties and JSON"],
  ["call", "Call"],
];

const phone = source(() => import("../calling/Phone").then((it) => it.Phone));

const TOGETHER = ["alignLeft", "alignTop", "distributeAcross", "distributeDown"];

/** What can be done with several blocks at once. */
function Together({ count }: { count: number }) {
  return (
    <div className="together">
      <p className="empty">{count} things are selected.</p>
      {TOGETHER.map(actionOf).map((action) => (
        <button
          key={action.id}
          type="button"
          className="button"
          disabled={!isEnabled(action)}
          onClick={() => run(action)}
        >
          {action.label}
        </button>
      ))}
    </div>
  );
}

/** What can be done while the server is away. */
function Away({ known }: { known: boolean }) {
  return (
    <p className="away" role="status">
      <strong>The server can't be reached.</strong>{" "}
      {known
        ? "What you change here is kept in this browser, and checked when it is back."
        : "The settings of this block are shown when it is back."}{" "}
      You can go on adding, moving, connecting and deleting blocks, and undo that.
    </p>
  );
}

function OfBlock({ side, both }: { side: Name; both: boolean }) {
  const chosen = useCanvas((state) => soleBlock(state.nodes));
  const count = useCanvas((state) => state.nodes.filter((node) => node.selected).length);
  const properties = useDocument((state) => state.properties);
  const online = useDocument((state) => state.online);
  const ready = properties?.block === chosen ? properties : null;
  return (
    <>
      {!chosen && count > 1 && <Together count={count} />}
      {!chosen && count < 2 && <p className="empty">Choose a block to see its properties.</p>}
      {chosen && !online && <Away known={ready !== null} />}
      {chosen && !ready && online && <p className="empty">Reading…</p>}
      {ready && (both || side === "properties") && (
        <Properties key={`form/${chosen}`} properties={ready} />
      )}
      {ready && (both || side === "json") && (
        <BlockJson key={`json/${chosen}`} properties={ready} />
      )}
    </>
  );
}

/** Keeps the selected block in view where the panel takes its room; a drag is left alone. */
async function keepInView() {
  await frames(2);
  const { nodes } = useCanvas.getState();
  const chosen = soleBlock(nodes);
  if (chosen && !nodes.some((node) => node.dragging)) bring(chosen);
}

/** Looks after the selected block whenever the panel appears; a narrow window hides an empty one. */
function useBlockInView() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    let width = 0;
    const watch = new ResizeObserver(() => {
      const before = width;
      width = panel.current?.offsetWidth ?? 0;
      if (width > 0 && before === 0) void keepInView();
    });
    if (panel.current) watch.observe(panel.current);
    return () => watch.disconnect();
  }, []);
  return panel;
}

export function Side() {
  const panel = useBlockInView();
  const { side, sideWidth: width } = usePanels();
  const style = { "--side": `${width}px` } as CSSProperties;
  const wide = width >= SIDE.both;
  const calling = side === "call";
  const both = wide && !calling;
  const shown = (name: Name) => side === name || (both && name === "properties");
  return (
    <aside
      ref={panel}
      className={`side${both ? " both" : ""}`}
      aria-label={calling ? "Call this flow" : "Properties"}
      style={style}
    >
      <Grip />
      <div className="tabs">
        <div role="tablist" aria-label="Beside the canvas">
          {(wide ? WIDE : TABS).map(([name, label]) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={shown(name)}
              onClick={() => usePanels.setState({ side: name })}
            >
              {label}
            </button>
          ))}
        </div>
        <span className="fill" />
        <button
          type="button"
          className="icon-button"
          aria-label="Hide the properties"
          onClick={() => setSide(false)}
        >
          <X size={15} />
        </button>
      </div>
      <div className="side-body" role="tabpanel" aria-label={calling ? "Call" : "Of the block"}>
        {calling ? <Later from={phone} props={{}} /> : <OfBlock side={side} both={both} />}
      </div>
    </aside>
  );
}
