import { toggleBottom } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "tests",
  label: "Tests",
  group: "View",
  keys: ["T"],
  perform: () => toggleBottom("tests"),
});
