/** What can be done with what was pressed with the right button, or the menu key. */

import { useCanvas } from "../canvas/store";
import { type Item, MenuList } from "../parts/Menu";
import { item } from "./Toolbar";

const OF: Record<"block" | "note" | "link" | "canvas", string> = {
  block:
    "properties blockJson nameBlock unfold addNote line copy cut duplicate line delete deleteAndReconnect line setFirst selectDownstream selectUpstream",
  note: "delete",
  link: "delete",
  canvas: "paste addNote findBlockToAdd line selectAll arrange zoomFit",
};

const ROW = 29;
const WIDTH = 280;
const EDGE = 8;

export function ContextMenu() {
  const menu = useCanvas((state) => state.menu);
  if (!menu) return null;
  const items = OF[menu.of].split(" ").map((id): Item | "line" => (id === "line" ? id : item(id)));
  const close = (back: boolean) => {
    useCanvas.setState({ menu: null });
    if (back) menu.focused?.focus({ preventScroll: true });
  };
  const left = Math.max(EDGE, Math.min(menu.at.x, innerWidth - WIDTH - EDGE));
  const top = Math.max(EDGE, Math.min(menu.at.y, innerHeight - items.length * ROW - EDGE));
  return (
    <div>
      <MenuList
        key={`${left}/${top}`}
        label="Actions"
        items={items}
        className="menu context"
        style={{ left, top }}
        close={close}
      />
    </div>
  );
}
