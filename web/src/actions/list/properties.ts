import { selection } from "../../canvas/store";
import { showPanel } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "properties",
  label: "Properties",
  group: "View",
  keys: ["Enter", "Mod+Enter"],
  enabled: () => selection().blocks.length === 1,
  perform: () => {
    showPanel("properties");
    const fields = ".side :is(input, select, textarea)";
    setTimeout(() => document.querySelector<HTMLElement>(fields)?.focus(), 150);
  },
});
