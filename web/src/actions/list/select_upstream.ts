import { select, selection } from "../../canvas/store";
import { action } from "../action";
import { leading } from "../reach";

export default action({
  id: "selectUpstream",
  label: "Select all that leads here",
  group: "Select",
  keys: ["Alt+U"],
  enabled: () => selection().blocks.length > 0,
  perform: () => select(leading(selection().blocks)),
});
