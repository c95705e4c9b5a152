/** Carrying a split out: its parts as files, or as flows of the instance with this flow as the first. */

import { useState } from "react";
import { post } from "../api/client";
import { download } from "../api/download";
import { instanceName, useSession } from "../api/session";
import type { ImportReferences, ImportResult, SplitPart } from "../api/types";
import { showAll } from "../canvas/window";
import { mayEdit, useDocument } from "../document/store";
import { asBody, perform, settled } from "../document/sync";
import { Dialog } from "../parts/Dialog";
import { tell } from "../parts/toasts";
import { trying } from "../parts/trouble";
import { count } from "../parts/words";
import { flowAt } from "../place";

interface Props {
  parts: readonly SplitPart[];
  /** How it was split, for the call that gives the files. */
  how: { into: string; blocks?: number };
}

type Written = ImportResult["done"];

/** What the parts are, beside the first one. */
const nounOf = ([, second]: readonly SplitPart[]) =>
  second?.kind === "module" ? "module" : "flow";

const documentOf = ({ name, kind, type, content }: SplitPart) => ({ name, kind, type, content });

/** Creates the other parts, then makes the open flow the first one: an edit, which can be undone. */
async function write(instance: string, [first, ...others]: readonly SplitPart[]): Promise<Written> {
  if (!first) return [];
  const documents = others.map((part) => ({ ...documentOf(part), mode: "new" }));
  const { written, done } = await post<ImportResult>(`${instance}/import/commit`, { documents });
  const failed = done.find(({ ok, blocked }) => !ok && (written || blocked));
  if (failed) throw new Error(failed.message);
  const body = { documents: [documentOf(first)] };
  const found = await post<ImportReferences>(`${instance}/import/references`, body);
  const replace = { kind: "replace", content: first.content, name: first.name };
  const commands = [replace, ...(found.documents[0]?.commands ?? [])];
  await perform({ kind: "all", commands, label: "Split this flow" });
  return done;
}

function Ask({
  parts,
  go,
  close,
}: {
  parts: readonly SplitPart[];
  go: () => void;
  close: () => void;
}) {
  const [first, ...others] = parts;
  const session = useSession((state) => state.session);
  const id = useDocument((state) => state.identity?.instance);
  const instance = session?.instances.find((each) => each.id === id);
  return (
    <Dialog
      title={`Create ${count(others.length, nounOf(parts))} in ${instance ? instanceName(instance) : "this instance"}?`}
      close={close}
    >
      <ul className="reasons">
        {others.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p>
        They are saved, not published. {first?.name} becomes the first part as an edit: Undo takes
        it back, and nothing of it is saved until you save. The created ones stay until you delete
        them.
      </p>
      <footer>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={go}>
          Create
        </button>
      </footer>
    </Dialog>
  );
}

/** Links to the parts that were created, once they are. */
export function SplitDone({ done }: { done: Written }) {
  const instance = useDocument((state) => state.identity?.instance ?? "");
  if (done.length === 0) return null;
  return (
    <p className="pad">
      Created, not published:{" "}
      {done.map(({ id = "", kind = "flow", name }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <a href={flowAt(instance, kind, id)}>{name}</a>
        </span>
      ))}
      . Publish them before you save and publish this flow.
    </p>
  );
}

export function SplitWriting({ parts, how, done }: Props & { done: (written: Written) => void }) {
  const editable = useDocument(mayEdit);
  const identity = useDocument((state) => state.identity);
  const session = useSession((state) => state.session);
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const id = identity?.instance ?? "";
  const rights = session?.instances.find((each) => each.id === id)?.permissions;
  const go = async () => {
    ask(false);
    setBusy(true);
    const written = await trying(write(id, parts));
    setBusy(false);
    if (!written) return;
    done(written);
    void showAll();
    tell(
      "success",
      `Created ${count(written.length, nounOf(parts))}. This flow is the first part now, not saved yet.`,
    );
  };
  const files = async () => {
    await settled();
    const { content } = useDocument.getState();
    await download(`${id}/split/files`, { ...asBody(), content, ...how }, "split.zip");
  };
  return (
    <span className="row">
      <button type="button" className="button" onClick={() => void trying(files())}>
        Download {count(parts.length, "file")}
      </button>
      {editable && rights?.[nounOf(parts)].create && (
        <button type="button" className="button primary" disabled={busy} onClick={() => ask(true)}>
          {busy ? "Creating…" : "Split in the instance…"}
        </button>
      )}
      {asking && <Ask parts={parts} go={() => void go()} close={() => ask(false)} />}
    </span>
  );
}
