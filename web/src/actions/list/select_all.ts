import { select, useCanvas } from "../../canvas/store";
import { action } from "../action";

export default action({
  id: "selectAll",
  label: "Select all",
  group: "Select",
  keys: ["Mod+A"],
  perform: () => select(useCanvas.getState().nodes.map((node) => node.id)),
});
