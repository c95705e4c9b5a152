/** The panel to the right: the properties of the selected block, or its JSON. */

import { X } from "lucide-react";
import type { CSSProperties } from "react";
import { soleBlock, useCanvas } from "../canvas/store";
import { useDocument } from "../document/store";
import { BlockJson } from "./BlockJson";
import { Grip } from "./Grip";
import { Properties } from "./Properties";
import { type Side as Name, SIDE, usePanels } from "./which";

const TABS: [Name, string][] = [
  ["properties", "Properties"],
  ["json", "JSON"],
];

const PANEL = { role: "tabpanel", "aria-label": "Of the block" };

export function Side() {
  const { side, sideWidth: width } = usePanels();
  const style = { "--side": `${width}px` } as CSSProperties;
  const both = width >= SIDE.both;
  const chosen = useCanvas((state) => soleBlock(state.nodes));
  const count = useCanvas((state) => state.nodes.filter((node) => node.selected).length);
  const properties = useDocument((state) => state.properties);
  const ready = properties?.block === chosen ? properties : null;
  return (
    <aside className={`side${both ? " both" : ""}`} aria-label="Properties" style={style}>
      <Grip />
      <div className="tabs">
        {both ? (
          <span className="soft">Properties and JSON</span>
        ) : (
          <div role="tablist" aria-label="Of the block">
            {TABS.map(([name, label]) => (
              <button
                key={name}
                type="button"
                role="tab"
                aria-selected={side === name}
                onClick={() => usePanels.setState({ side: name })}
              >
                {label}
              </button>
            ))}
          </div>
        )}
        <span className="fill" />
        <button
          type="button"
          className="icon-button"
          aria-label="Hide the properties"
          onClick={() => usePanels.setState({ sideOpen: false })}
        >
          <X size={15} />
        </button>
      </div>
      <div className="side-body" {...(both ? {} : PANEL)}>
        {!chosen && (
          <p className="empty">
            {count > 1 ? `${count} things are selected.` : "Choose a block to see its properties."}
          </p>
        )}
        {chosen && !ready && <p className="empty">Reading…</p>}
        {ready && (both || side === "properties") && (
          <Properties key={`form/${chosen}`} properties={ready} />
        )}
        {ready && (both || side === "json") && (
          <BlockJson key={`json/${chosen}`} properties={ready} />
        )}
      </div>
    </aside>
  );
}
