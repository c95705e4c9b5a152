import { selection } from "../../canvas/store";
import { focusOn } from "../../parts/focusing";
import { showPanel } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "nameBlock",
  label: "Name the block",
  group: "Edit",
  keys: ["F2"],
  edits: true,
  enabled: () => selection().blocks.length === 1,
  perform: () => {
    showPanel("properties");
    void focusOn(".side [name=blockName]");
  },
});
