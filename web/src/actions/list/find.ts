import { focusOn } from "../../parts/focusing";
import { showBottom } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "find",
  label: "Find in the flow",
  group: "Find",
  keys: ["Mod+Shift+F"],
  inFields: true,
  perform: () => {
    showBottom("find");
    void focusOn(".find input");
  },
});
