import { select, selection } from "../../canvas/store";
import { action } from "../action";
import { following } from "../reach";

export default action({
  id: "selectDownstream",
  label: "Select all that follows",
  group: "Select",
  keys: ["Alt+D"],
  enabled: () => selection().blocks.length > 0,
  perform: () => select(following(selection().blocks)),
});
