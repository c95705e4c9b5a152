import { showOverlay } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "shortcuts",
  label: "Keyboard shortcuts",
  group: "View",
  keys: ["Mod+/"],
  perform: () => showOverlay("shortcuts"),
});
