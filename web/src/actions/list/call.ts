import { showPanel } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "call",
  label: "Call this flow",
  group: "View",
  keys: ["C"],
  perform: () => showPanel("call"),
});
