import { showOverlay } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "shortcuts",
  label: "Keyboard shortcuts",
  group: "View",
  keys: ["Mod+/"],
  perform: () => showOverlay("shortcuts"),
});
