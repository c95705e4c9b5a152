import type { Performable } from "../../api/types";
import { animated } from "../../canvas/moving";
import { selection } from "../../canvas/store";
import { showAll } from "../../canvas/window";
import { ask, perform, reached } from "../../document/sync";
import { action } from "../action";

export default action({
  id: "arrange",
  label: "Arrange",
  group: "Edit",
  keys: ["Mod+Shift+A"],
  edits: true,
  perform: async () => {
    const ids = selection().blocks;
    await reached();
    const some = ids.length > 1 ? { ids } : {};
    const { command } = await ask<Performable>("arrange", some);
    await animated(() => perform(command));
    if (ids.length < 2) showAll();
  },
});
