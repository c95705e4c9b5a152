import { showBottom } from "../../panels/which";
import { action } from "../action";

export default action({
  id: "find",
  label: "Find in the flow",
  group: "Find",
  keys: ["Mod+Shift+F"],
  inFields: true,
  perform: () => {
    showBottom("find");
    setTimeout(() => document.querySelector<HTMLInputElement>(".find input")?.select(), 0);
  },
});
