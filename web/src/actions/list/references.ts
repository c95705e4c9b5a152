import { toggleBottom } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "references",
  label: "References",
  group: "View",
  keys: ["Mod+Shift+R"],
  perform: () => toggleBottom("references"),
});
