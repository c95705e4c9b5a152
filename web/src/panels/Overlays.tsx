/** The dialogs of the editor, one at a time. */

import type { ComponentType } from "react";
import type { Catalogue, Instance } from "../api/types";
import { ConflictDialog } from "./dialogs/ConflictDialog";
import { ExportDialog } from "./dialogs/ExportDialog";
import { ImportOver } from "./dialogs/ImportOver";
import { Palette } from "./dialogs/Palette";
import { ProblemsDialog } from "./dialogs/ProblemsDialog";
import { PublishDialog } from "./dialogs/PublishDialog";
import { SaveAsDialog } from "./dialogs/SaveAsDialog";
import { Shortcuts } from "./dialogs/Shortcuts";
import { useTroubles } from "./troubles";
import { type Overlay, showOverlay, usePanels } from "./which";

export interface OverlayProps {
  instance: Instance;
  catalogue: Catalogue;
  close: () => void;
}

const DIALOGS: Record<Overlay, ComponentType<OverlayProps>> = {
  palette: Palette,
  shortcuts: Shortcuts,
  saveAs: SaveAsDialog,
  export: ExportDialog,
  publish: PublishDialog,
  import: ImportOver,
};

export function Overlays({ instance, catalogue }: Omit<OverlayProps, "close">) {
  const overlay = usePanels((state) => state.overlay);
  const { conflict, problems } = useTroubles();
  const Shown = overlay && DIALOGS[overlay];
  return (
    <>
      {Shown && <Shown instance={instance} catalogue={catalogue} close={() => showOverlay(null)} />}
      {conflict && <ConflictDialog conflict={conflict} />}
      {problems && <ProblemsDialog problems={problems} />}
    </>
  );
}
