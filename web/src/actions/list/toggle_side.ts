import { setSide, usePanels } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "toggleSide",
  label: "Show or hide the properties",
  group: "View",
  keys: ["P"],
  perform: () => setSide(!usePanels.getState().sideOpen),
});
