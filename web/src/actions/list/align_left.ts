import { aligned, chosen } from "../../canvas/aligning";
import { perform } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "alignLeft",
  label: "Align left",
  group: "Edit",
  edits: true,
  enabled: () => chosen("x").length > 1,
  perform: () => perform(aligned("x")),
});
