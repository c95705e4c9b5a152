import { toggleBottom } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "versions",
  label: "Versions",
  group: "View",
  keys: ["V"],
  perform: () => toggleBottom("versions"),
});
