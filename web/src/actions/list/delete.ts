import { selection } from "../../canvas/store";
import { action } from "../action";
import { deleteSelected, hasSelection } from "../deleting";

export default action({
  id: "delete",
  label: "Delete",
  group: "Edit",
  keys: ["Delete", "Backspace"],
  edits: true,
  enabled: () => hasSelection(selection()),
  perform: () => deleteSelected(false),
});
