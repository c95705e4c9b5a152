import { toggleBottom } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "versions",
  label: "Versions",
  group: "View",
  keys: ["Mod+Shift+V"],
  perform: () => toggleBottom("versions"),
});
