import { useDocument } from "../../document/store";
import { findAt, go } from "../../place";
import { action } from "../action";

export default action({
  id: "find-in-all",
  label: "Find in all flows",
  group: "Find",
  perform: () => go(findAt(useDocument.getState().identity?.instance ?? "", {})),
});
