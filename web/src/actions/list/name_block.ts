import { selection } from "../../canvas/store";
import { showPanel } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "nameBlock",
  label: "Name the block",
  group: "Edit",
  keys: ["F2"],
  edits: true,
  enabled: () => selection().blocks.length === 1,
  perform: () => {
    showPanel("properties");
    setTimeout(
      () => document.querySelector<HTMLInputElement>(".side [name=blockName]")?.select(),
      150,
    );
  },
});
