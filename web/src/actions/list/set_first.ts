import { selection } from "../../canvas/store";
import { perform } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "setFirst",
  label: "Start the flow here",
  group: "Edit",
  edits: true,
  enabled: () => selection().blocks.length === 1,
  perform: () => perform({ kind: "setStart", block: selection().blocks[0] ?? "" }),
});
