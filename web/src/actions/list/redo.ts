import { history } from "../../document/store";
import { travelled } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "redo",
  label: "Redo",
  group: "Edit",
  keys: ["Mod+Y", "Mod+Shift+Z"],
  edits: true,
  enabled: () => history.getState().futureStates.length > 0,
  perform: () => {
    history.getState().redo();
    return travelled();
  },
});
