import { showOverlay } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "palette",
  label: "All actions…",
  group: "Find",
  keys: ["Mod+K", "Mod+Shift+P"],
  perform: () => showOverlay("palette"),
});
