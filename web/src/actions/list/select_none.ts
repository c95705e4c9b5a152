import { select, unpaint, useCanvas } from "../../canvas/store";
import { action } from "../action";

export default action({
  id: "selectNone",
  label: "Select nothing",
  group: "Select",
  keys: ["Escape"],
  perform: () => {
    select([]);
    useCanvas.setState({ quick: null });
    for (const panel of ["versions", "split"]) unpaint(panel);
  },
});
