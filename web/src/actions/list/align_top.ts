import { aligned, chosen } from "../../canvas/aligning";
import { perform } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "alignTop",
  label: "Align top",
  group: "Edit",
  edits: true,
  enabled: () => chosen("y").length > 1,
  perform: () => perform(aligned("y")),
});
