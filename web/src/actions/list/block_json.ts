import { selection } from "../../canvas/store";
import { showPanel } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "blockJson",
  label: "The block's JSON",
  group: "View",
  keys: ["J"],
  enabled: () => selection().blocks.length === 1,
  perform: () => showPanel("json"),
});
