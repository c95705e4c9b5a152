import { toggleBottom } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "versions",
  label: "Versions",
  group: "View",
  keys: ["V"],
  perform: () => toggleBottom("versions"),
});
