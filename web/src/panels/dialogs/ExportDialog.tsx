/** Exports the flow as it stands, under a name. */

import { type FormEvent, useState } from "react";
import { actionOf, run } from "../../actions";
import { download } from "../../api/download";
import { useDocument } from "../../document/store";
import { asBody, settled } from "../../document/sync";
import { Dialog } from "../../parts/Dialog";
import { FormEnd } from "../../parts/FormEnd";
import type { OverlayProps } from "./Dialogs";

export function ExportDialog({ instance, close }: OverlayProps) {
  const name = useDocument((state) => state.view?.name ?? "");
  const [problem, setProblem] = useState("");
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wanted = String(form.get("name")).trim() + (form.has("extension") ? ".json" : "");
    try {
      await settled();
      const { content } = useDocument.getState();
      await download(`${instance.id}/export`, { ...asBody(), content, name: wanted }, wanted);
      close();
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <Dialog title="Export" close={close}>
      <form className="form" onSubmit={submit}>
        <label>
          File name
          <input name="name" defaultValue={name} required />
        </label>
        <label className="row">
          <input type="checkbox" name="extension" /> Add .json to the name
        </label>
        {problem && (
          <div className="said-error" role="alert">
            <p>{problem}</p>
            <button type="button" className="button" onClick={() => run(actionOf("split"))}>
              Split this flow…
            </button>
          </div>
        )}
        <FormEnd close={close} does="Export" />
      </form>
    </Dialog>
  );
}
