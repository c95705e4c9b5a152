/** Where the dialogs of the editor are shown; their code is fetched after the flow is open. */

import type { Catalogue, Instance } from "../api/types";
import { Later, source } from "../parts/Later";
import { showOverlay, usePanels } from "../parts/open_panels";
import { Palette } from "./dialogs/Palette";
import { useTroubles } from "./troubles";

export const dialogs = source(() => import("./dialogs/Dialogs").then((it) => it.Dialogs));

export function Overlays(props: { instance: Instance; catalogue: Catalogue }) {
  const overlay = usePanels((state) => state.overlay);
  const { conflict, problems } = useTroubles();
  if (!overlay && !conflict && !problems) return null;
  const close = () => showOverlay(null);
  // What one types right after its key must reach it, so that it is there from the beginning.
  if (overlay === "palette" && !conflict && !problems) return <Palette close={close} />;
  return <Later from={dialogs} props={props} waiting={null} close={close} />;
}
