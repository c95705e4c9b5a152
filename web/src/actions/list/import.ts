import { showOverlay } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "import",
  label: "Import over this flow…",
  group: "File",
  keys: ["I"],
  edits: true,
  perform: () => showOverlay("import"),
});
