import { toggleBottom } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "history",
  label: "History of edits",
  group: "View",
  keys: ["Mod+Shift+H"],
  perform: () => toggleBottom("history"),
});
