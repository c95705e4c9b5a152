/** Creates an empty flow of a type, or an empty module, and opens it. */

import { type FormEvent, useState } from "react";
import { post } from "../api/client";
import type { Catalogue, CreatedFlow, Instance, Kind } from "../api/types";
import { Dialog } from "../parts/Dialog";
import { FormEnd } from "../parts/FormEnd";
import { useOnce } from "../parts/useOnce";
import { flowAt, go } from "../place";

interface Props {
  instance: Instance;
  kind: Kind;
  catalogue: Catalogue;
  close: () => void;
}

export function CreateDialog({ instance, kind, catalogue, close }: Props) {
  const [problem, setProblem] = useState("");
  const create = useOnce(async (form: FormData) => {
    try {
      const { summary } = await post<CreatedFlow>(`${instance.id}/flows`, {
        kind,
        name: String(form.get("name")).trim(),
        type: kind === "module" ? "MODULE" : String(form.get("type")),
        description: String(form.get("description")),
      });
      go(flowAt(instance.id, kind, summary.id));
    } catch (error) {
      setProblem((error as Error).message);
    }
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void create(new FormData(event.currentTarget));
  };
  return (
    <Dialog title={`New ${kind}`} close={close}>
      <form className="form" onSubmit={submit}>
        <label>
          Name
          <input name="name" required />
        </label>
        {kind === "flow" && (
          <label>
            Type
            <select name="type">
              {catalogue.flowTypes.map(({ type, title }) => (
                <option key={type} value={type}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          Description
          <textarea name="description" rows={2} />
        </label>
        <FormEnd problem={problem} close={close} does="Create" />
      </form>
    </Dialog>
  );
}
