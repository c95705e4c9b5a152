import { NOTE } from "../../canvas/nodes";
import { select, selection } from "../../canvas/store";
import { middle, partOf } from "../../canvas/window";
import { blockOf } from "../../document/edits";
import { newId } from "../../document/ids";
import { perform } from "../../document/sync";
import { trying } from "../../parts/trouble";
import { action } from "../action";

const SIZE = { width: 220, height: 120 };
const GAP = 20;

export default action({
  id: "addNote",
  label: "Add a note",
  group: "Edit",
  keys: ["N"],
  edits: true,
  perform: async () => {
    const id = newId();
    const chosen = selection().blocks;
    const block = chosen.length === 1 && chosen[0] ? blockOf(chosen[0]) : undefined;
    const at = middle();
    const place = block
      ? { x: block.x, y: block.y - SIZE.height - GAP, block: block.id }
      : { x: Math.round(at.x), y: Math.round(at.y) };
    void trying(perform({ kind: "note", id, content: "", ...SIZE, ...place }));
    const field = await partOf(NOTE + id, "textarea");
    select([NOTE + id]);
    field?.focus({ preventScroll: true });
  },
});
