import { chosen, distributed } from "../../canvas/aligning";
import { perform } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "distributeAcross",
  label: "Distribute across",
  group: "Edit",
  edits: true,
  enabled: () => chosen("x").length > 2,
  perform: () => perform(distributed("x")),
});
