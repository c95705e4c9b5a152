import { focusOn } from "../../parts/focusing";
import { usePanels } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "findBlockToAdd",
  label: "Search blocks to add",
  group: "Find",
  keys: ["/"],
  edits: true,
  perform: () => {
    usePanels.setState({ dock: true });
    void focusOn(".dock input");
  },
});
