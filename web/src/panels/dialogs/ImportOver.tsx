/** Imports a file over the open flow: an edit like any other, which can be undone. */

import { useEffect, useState } from "react";
import { readFiles } from "../../api/files";
import type { ExaminedFiles, View } from "../../api/types";
import { showAll } from "../../canvas/window";
import { type Identity, useDocument } from "../../document/store";
import { perform } from "../../document/sync";
import { Dialog } from "../../parts/Dialog";
import { FileDrop } from "../../parts/FileDrop";
import { taken, useHanded } from "../../parts/handed";
import { showBottom } from "../../parts/open_panels";
import { tell } from "../../parts/toasts";
import type { OverlayProps } from "./Dialogs";

export function ImportOver(props: OverlayProps) {
  const { view, identity } = useDocument();
  return view && identity ? <Importing {...props} view={view} identity={identity} /> : null;
}

type Props = OverlayProps & { view: View; identity: Identity };

function Importing({ instance, catalogue, close, view, identity }: Props) {
  const [problem, setProblem] = useState("");
  const title = (type: string) =>
    catalogue.flowTypes.find((each) => each.type === type)?.title ?? type;
  const take = async (found: ExaminedFiles["documents"][number] | undefined) => {
    if (!found?.ok) return setProblem(found?.message ?? "This file has no flow.");
    if (
      found.kind !== identity.kind ||
      (found.kind === "flow" && found.type && found.type !== view.type)
    )
      return setProblem(
        `This file holds ${found.kind === "module" ? "a module" : `a flow of the type ${title(found.type)}`}, and what is open is ${identity.kind === "module" ? "a module" : `of the type ${title(view.type)}`}. Import it from the list instead: it becomes a new one of its own type.`,
      );
    close();
    const replace = { kind: "replace", content: found.content, name: found.name };
    await perform({
      kind: "all",
      commands: [replace, ...found.commands],
      label: `Import ${found.name}`,
    });
    showAll();
    showBottom("references");
    tell("info", "Imported over this flow. Review the references, then save; Undo takes it back.");
  };
  const read = async (files: File[]) => {
    try {
      await take((await readFiles(instance.id, identity.kind, files.slice(0, 1)))[0]);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const handed = useHanded((state) => state.files);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for a file that was dropped on the canvas
  useEffect(() => {
    if (handed.length > 0) void read(taken().files);
  }, [handed]);
  return (
    <Dialog title="Import over this flow" close={close}>
      <p>
        The blocks, and the name, are replaced by those of the file. Nothing is saved until you
        save.
      </p>
      <FileDrop label="Choose a file, or drop it here" take={read} />
      {problem && (
        <p className="said-error" role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
