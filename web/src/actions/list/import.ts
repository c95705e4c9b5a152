import { showOverlay } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "import",
  label: "Import over this flow…",
  group: "File",
  keys: ["Mod+Shift+I"],
  edits: true,
  perform: () => showOverlay("import"),
});
