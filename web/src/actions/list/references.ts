import { toggleBottom } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "references",
  label: "References",
  group: "View",
  keys: ["R"],
  perform: () => toggleBottom("references"),
});
