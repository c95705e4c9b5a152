import { read } from "../../parts/clipboard";
import { action } from "../action";
import { paste } from "../clipboard";

export default action({
  id: "paste",
  label: "Paste",
  group: "Edit",
  keys: ["Mod+V"],
  edits: true,
  perform: async () => paste(await read()),
});
