import { toggleBottom } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "problems",
  label: "Problems",
  group: "View",
  keys: ["Mod+Shift+M"],
  perform: () => toggleBottom("problems"),
});
