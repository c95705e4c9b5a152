/** How the flow would be split into flows that can be exported. */

import type { View } from "../../api/types";
import { select } from "../../canvas/store";
import { ask } from "../../document/sync";
import { Dialog } from "../../parts/Dialog";
import { useAsked } from "../../parts/useAsked";
import type { OverlayProps } from "../Overlays";

interface Part {
  name: string;
  kind: string;
  type: string;
  content: string;
  view: View;
}

export function SplitDialog({ close }: OverlayProps) {
  const { answer } = useAsked(() => ask<{ parts: Part[] }>("split"), "split");
  return (
    <Dialog title="Split this flow" close={close}>
      {!answer && <p className="empty">Working it out…</p>}
      {answer?.parts.length === 1 && <p>This flow is small enough as it is.</p>}
      <ol className="rows">
        {answer?.parts.map((part) => (
          <li key={part.name}>
            <button
              type="button"
              className="row-button"
              onClick={() => {
                close();
                select(part.view.blocks.map((block) => block.id));
              }}
            >
              <span className="where">{part.name}</span>
              <span className="what">{part.view.blocks.length} blocks; choose to see them</span>
            </button>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
