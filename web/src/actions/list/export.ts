import { showOverlay } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "export",
  label: "Export…",
  group: "File",
  keys: ["Mod+Shift+E"],
  perform: () => showOverlay("export"),
});
