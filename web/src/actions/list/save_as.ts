import { showOverlay } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "saveAs",
  label: "Save as…",
  group: "File",
  keys: ["Mod+Shift+S"],
  perform: () => showOverlay("saveAs"),
});
