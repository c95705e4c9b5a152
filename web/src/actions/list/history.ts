import { toggleBottom } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "history",
  label: "History of edits",
  group: "View",
  keys: ["Mod+Shift+H"],
  perform: () => toggleBottom("history"),
});
