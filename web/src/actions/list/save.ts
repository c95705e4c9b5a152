import { isDirty, useDocument } from "../../document/store";
import { isUnderWay } from "../../document/turns";
import { trying } from "../../parts/trouble";
import { action } from "../action";
import { saving } from "../saving";

export default action({
  id: "save",
  label: "Save",
  group: "File",
  keys: ["Mod+S"],
  inFields: true,
  edits: true,
  enabled: () => isDirty(useDocument.getState()) || isUnderWay(),
  // No edit waits for it: what is edited while it is stored is edited after it.
  perform: () => void trying(saving(false)),
});
