import { isDirty, useDocument } from "../../document/store";
import { action } from "../action";
import { saving } from "../saving";

export default action({
  id: "save",
  label: "Save",
  group: "File",
  keys: ["Mod+S"],
  inFields: true,
  edits: true,
  enabled: () => isDirty(useDocument.getState()),
  perform: () => saving(false),
});
