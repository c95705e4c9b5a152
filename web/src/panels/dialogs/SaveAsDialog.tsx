/** Saves what is edited as a new flow. */

import { type FormEvent, useState } from "react";
import { isOffline } from "../../api/client";
import type { CreatedFlow } from "../../api/types";
import { forget } from "../../document/kept";
import { type Identity, useDocument } from "../../document/store";
import { ask, settled } from "../../document/sync";
import { Dialog } from "../../parts/Dialog";
import { FormEnd } from "../../parts/FormEnd";
import { useOnce } from "../../parts/useOnce";
import { flowAt, go } from "../../place";
import type { OverlayProps } from "./Dialogs";

export function SaveAsDialog({ instance, close }: OverlayProps) {
  const { view, identity } = useDocument();
  const [problem, setProblem] = useState("");
  const save = useOnce(async (form: FormData, identity: Identity) => {
    try {
      await settled();
      const { summary } = await ask<CreatedFlow>("flows", {
        name: String(form.get("name")).trim(),
        description: String(form.get("description")),
        source: identity.flow,
      });
      forget(identity.instance, identity.flow);
      useDocument.setState({ saved: useDocument.getState().commands });
      close();
      go(flowAt(instance.id, identity.kind, summary.id));
    } catch (error) {
      setProblem(
        isOffline(error) ? "The server can't be reached. Try again." : (error as Error).message,
      );
    }
  });
  if (!view || !identity) return null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void save(new FormData(event.currentTarget), identity);
  };
  return (
    <Dialog title="Save as" close={close}>
      <form className="form" onSubmit={submit}>
        <label>
          Name
          <input name="name" defaultValue={`${view.name} copy`} required />
        </label>
        <label>
          Description
          <textarea name="description" rows={2} defaultValue={view.description} />
        </label>
        <FormEnd problem={problem} close={close} does="Save" />
      </form>
    </Dialog>
  );
}
