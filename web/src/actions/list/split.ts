import { showBottom, showOverlay } from "../../parts/open_panels";
import { action } from "../action";

export default action({
  id: "split",
  label: "Split this flow…",
  group: "File",
  perform: () => {
    showOverlay(null);
    showBottom("split");
  },
});
