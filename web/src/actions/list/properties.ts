import { selection } from "../../canvas/store";
import { focusOn } from "../../parts/focusing";
import { showPanel } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "properties",
  label: "Properties",
  group: "View",
  keys: ["Enter", "Mod+Enter"],
  enabled: () => selection().blocks.length === 1,
  perform: () => {
    showPanel("properties");
    void focusOn(".side :is(input, select, textarea)");
  },
});
