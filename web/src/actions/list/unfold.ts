import { foldBlocks, selection, useCanvas } from "../../canvas/store";
import { useDocument } from "../../document/store";
import { action } from "../action";

export default action({
  id: "unfold",
  label: "Fold or unfold settings",
  group: "View",
  keys: ["F"],
  perform: () => {
    const { blocks } = selection();
    const all = useDocument.getState().view?.blocks.map((block) => block.id) ?? [];
    const about = blocks.length ? blocks : all;
    const { unfolded } = useCanvas.getState();
    foldBlocks(
      about,
      about.some((id) => unfolded.has(id)),
    );
  },
});
