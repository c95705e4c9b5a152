import { zoomIn } from "../../canvas/window";
import { action } from "../action";

export default action({
  id: "zoomIn",
  label: "Zoom in",
  group: "View",
  keys: ["+", "="],
  perform: () => void zoomIn(),
});
