import { zoomOut } from "../../canvas/window";
import { action } from "../action";

export default action({
  id: "zoomOut",
  label: "Zoom out",
  group: "View",
  keys: ["-"],
  perform: () => void zoomOut(),
});
