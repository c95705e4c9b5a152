import { useDocument } from "../../document/store";
import { showOverlay } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "publish",
  label: "Publish…",
  group: "File",
  edits: true,
  enabled: () => useDocument.getState().rights?.publish === true,
  perform: () => showOverlay("publish"),
});
