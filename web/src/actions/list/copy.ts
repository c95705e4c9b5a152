import { selection } from "../../canvas/store";
import { action } from "../action";
import { copySelected } from "../clipboard";

export default action({
  id: "copy",
  label: "Copy",
  group: "Edit",
  keys: ["Mod+C"],
  enabled: () => selection().blocks.length > 0,
  perform: copySelected,
});
