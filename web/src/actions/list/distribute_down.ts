import { chosen, distributed } from "../../canvas/aligning";
import { perform } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "distributeDown",
  label: "Distribute down",
  group: "Edit",
  edits: true,
  enabled: () => chosen("y").length > 2,
  perform: () => perform(distributed("y")),
});
