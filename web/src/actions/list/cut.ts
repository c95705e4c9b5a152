import { selection } from "../../canvas/store";
import { action } from "../action";
import { copySelected } from "../clipboard";
import { deleteSelected } from "../deleting";

export default action({
  id: "cut",
  label: "Cut",
  group: "Edit",
  keys: ["Mod+X"],
  edits: true,
  enabled: () => selection().blocks.length > 0,
  perform: async () => {
    await copySelected();
    await deleteSelected(false);
  },
});
