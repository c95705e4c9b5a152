import { zoomTo } from "../../canvas/window";
import { action } from "../action";

export default action({
  id: "zoomActual",
  label: "Actual size",
  group: "View",
  keys: ["0"],
  perform: () => zoomTo(1),
});
