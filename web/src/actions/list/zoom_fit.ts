import { showAll } from "../../canvas/window";
import { action } from "../action";

export default action({
  id: "zoomFit",
  label: "Show the whole flow",
  group: "View",
  keys: ["1"],
  perform: () => showAll(),
});
