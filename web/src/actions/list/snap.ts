import { useCanvas } from "../../canvas/store";
import { action } from "../action";

export default action({
  id: "snap",
  label: "Snap to grid",
  group: "View",
  keys: ["G"],
  perform: () => useCanvas.setState(({ snap }) => ({ snap: !snap })),
});
