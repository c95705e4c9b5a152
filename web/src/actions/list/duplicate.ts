import { selection } from "../../canvas/store";
import { action } from "../action";
import { duplicate } from "../clipboard";

export default action({
  id: "duplicate",
  label: "Duplicate",
  group: "Edit",
  keys: ["Mod+D"],
  edits: true,
  enabled: () => selection().blocks.length > 0,
  perform: duplicate,
});
