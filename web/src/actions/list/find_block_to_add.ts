import { usePanels } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "findBlockToAdd",
  label: "Search blocks to add",
  group: "Find",
  keys: ["/"],
  edits: true,
  perform: () => {
    usePanels.setState({ dock: true });
    setTimeout(() => document.querySelector<HTMLInputElement>(".dock input")?.focus(), 0);
  },
});
