import { toggleBottom } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "tests",
  label: "Tests",
  group: "View",
  keys: ["T"],
  perform: () => toggleBottom("tests"),
});
