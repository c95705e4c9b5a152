import { toggleBottom } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "references",
  label: "References",
  group: "View",
  keys: ["R"],
  perform: () => toggleBottom("references"),
});
