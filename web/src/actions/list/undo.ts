import { history } from "../../document/store";
import { travelled } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "undo",
  label: "Undo",
  group: "Edit",
  keys: ["Mod+Z"],
  edits: true,
  enabled: () => history.getState().pastStates.length > 0,
  perform: () => {
    history.getState().undo();
    return travelled();
  },
});
