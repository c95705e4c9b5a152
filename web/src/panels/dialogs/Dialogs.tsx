/** The dialogs of the editor, one at a time; they are not needed to open a flow. */

import type { ComponentType } from "react";
import type { Catalogue, Instance } from "../../api/types";
import { type Overlay, showOverlay, usePanels } from "../../parts/open_panels";
import { useTroubles } from "../troubles";
import { ConflictDialog } from "./ConflictDialog";
import { ExportDialog } from "./ExportDialog";
import { ImportOver } from "./ImportOver";
import { ProblemsDialog } from "./ProblemsDialog";
import { PublishDialog } from "./PublishDialog";
import { SaveAsDialog } from "./SaveAsDialog";
import { Shortcuts } from "./Shortcuts";

export interface OverlayProps {
  instance: Instance;
  catalogue: Catalogue;
  close: () => void;
}

const DIALOGS: Record<Exclude<Overlay, "palette">, ComponentType<OverlayProps>> = {
  shortcuts: Shortcuts,
  saveAs: SaveAsDialog,
  export: ExportDialog,
  publish: PublishDialog,
  import: ImportOver,
};

export function Dialogs({ instance, catalogue }: Omit<OverlayProps, "close">) {
  const overlay = usePanels((state) => state.overlay);
  const { conflict, problems } = useTroubles();
  const Shown = overlay && overlay !== "palette" && DIALOGS[overlay];
  return (
    <>
      {Shown && <Shown instance={instance} catalogue={catalogue} close={() => showOverlay(null)} />}
      {conflict && <ConflictDialog conflict={conflict} me={instance.user} />}
      {problems && <ProblemsDialog problems={problems} />}
    </>
  );
}
