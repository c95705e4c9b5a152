import { showOverlay } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "export",
  label: "Export…",
  group: "File",
  keys: ["Mod+Shift+E"],
  perform: () => showOverlay("export"),
});
