import { download } from "../../api/download";
import { useDocument } from "../../document/store";
import { asBody, settled } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "picture",
  label: "Download a picture (SVG)",
  group: "File",
  perform: async () => {
    const { identity, view } = useDocument.getState();
    await settled();
    await download(`${identity?.instance}/svg`, asBody(), `${view?.name ?? "flow"}.svg`);
  },
});
