import { usePanels } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "toggleDock",
  label: "Show or hide the blocks",
  group: "View",
  keys: ["B"],
  perform: () => usePanels.setState(({ dock }) => ({ dock: !dock })),
});
