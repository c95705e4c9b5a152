import { selection } from "../../canvas/store";
import { action } from "../action";
import { deleteSelected } from "../deleting";

export default action({
  id: "deleteAndReconnect",
  label: "Delete and reconnect",
  group: "Edit",
  keys: ["Mod+Delete", "Mod+Backspace"],
  edits: true,
  enabled: () => selection().blocks.length > 0,
  perform: () => deleteSelected(true),
});
