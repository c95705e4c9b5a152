/** The panel to the right: the properties of the selected block, or its JSON. */

import { X } from "lucide-react";
import { soleBlock, useCanvas } from "../canvas/store";
import { useDocument } from "../document/store";
import { BlockJson } from "./BlockJson";
import { Properties } from "./Properties";
import { type Side as Name, usePanels } from "./which";

const TABS: [Name, string][] = [
  ["properties", "Properties"],
  ["json", "JSON"],
];

export function Side() {
  const side = usePanels((state) => state.side);
  const chosen = useCanvas((state) => soleBlock(state.nodes));
  const count = useCanvas((state) => state.nodes.filter((node) => node.selected).length);
  const properties = useDocument((state) => state.properties);
  const ready = properties?.block === chosen ? properties : null;
  return (
    <aside className="side" aria-label="Properties">
      <div className="tabs">
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
      <div className="side-body" role="tabpanel" aria-label={side}>
        {!chosen && (
          <p className="empty">
            {count > 1 ? `${count} things are selected.` : "Choose a block to see its properties."}
          </p>
        )}
        {chosen && !ready && <p className="empty">Reading…</p>}
        {ready && side === "properties" && <Properties key={chosen} properties={ready} />}
        {ready && side === "json" && <BlockJson key={chosen} properties={ready} />}
      </div>
    </aside>
  );
}
