/** Importing files: what is in them, what their conversion said, what they refer to, then go. */

import { useEffect, useState } from "react";
import { catalogueFor } from "../api/catalogue";
import { post } from "../api/client";
import { readFiles } from "../api/files";
import { instanceName } from "../api/session";
import type { Instance, Kind } from "../api/types";
import { type Calls, callChanges } from "../calling/changes";
import { FileDrop } from "../parts/FileDrop";
import { Header } from "../parts/Header";
import { Later } from "../parts/Later";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { count } from "../parts/words";
import { asCommit, bind, type Choice, choiceFor, obstacle, referred } from "./choices";
import { taken, useHanded } from "./handed";
import { ImportCard } from "./ImportCard";
import { type Answer, Outcome } from "./Outcome";
import { ReviewTable } from "./ReviewTable";

/** Files that hold no flow; the others can be imported all the same. */
function Unreadable({ choices }: { choices: Choice[] }) {
  const bad = choices.filter(({ document }) => !document.ok);
  if (bad.length === 0) return null;
  return (
    <details className="card unreadable" open={bad.length <= 3}>
      <summary>{count(bad.length, "file")} without a flow</summary>
      <ul className="plain">
        {bad.map(({ document }) => (
          <li key={document.file} className="said-error">
            {document.message}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Which calls differ once the files are imported. */
const compare = (instance: Instance, wanted: Choice[]) =>
  post<{ flows: Calls[]; left: string[] }>(`${instance.id}/import/calls`, {
    documents: wanted.map(asCommit),
  });

/** The files that were read, and what is done with them. */
function useImport(instance: Instance) {
  const [choices, setChoices] = useState<Choice[]>([]);
  const [done, setDone] = useState<Answer | null>(null);
  const [busy, setBusy] = useState("");
  const during = async <T,>(what: string, work: Promise<T>) => {
    setBusy(what);
    const found = await trying(work);
    setBusy("");
    return found;
  };
  const read = async (files: File[], kind: Kind) => {
    if (!files.length) return;
    setDone(null);
    const what = `Reading ${count(files.length, "file")}…`;
    const documents = await during(what, readFiles(instance.id, kind, files));
    if (documents) setChoices(documents.map(choiceFor));
  };
  const commit = async (wanted: Choice[]) => {
    const body = { documents: wanted.map(asCommit) };
    const answer = await during("Importing…", post<Answer>(`${instance.id}/import/commit`, body));
    if (!answer) return;
    setDone(answer);
    if (answer.written) setChoices([]);
  };
  return { choices, setChoices, done, busy, read, commit };
}

export function Import({ instance }: { instance: Instance }) {
  const { choices, setChoices, done, busy, read, commit } = useImport(instance);
  const { answer: catalogue } = useAsked(() => catalogueFor("CONTACT_FLOW"), "types");
  const handed = useHanded((state) => state.files);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for files that were dropped elsewhere
  useEffect(() => {
    if (handed.length === 0) return;
    const { files, kind } = taken();
    void read(files, kind);
  }, [handed]);
  const types = catalogue?.flowTypes ?? [];
  const title = (type: string) => types.find((each) => each.type === type)?.title ?? type;
  const wanted = choices.filter((choice) => choice.wanted);
  const things = referred(choices);
  const blocked = wanted.some((choice) => obstacle(choice, choices, title));
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Import</h1>
          <span className="soft">
            into {instanceName(instance)}: exports of either format, a folder, or a zip
          </span>
          <span className="fill" />
          {choices.length > 0 && (
            <button
              type="button"
              className="button primary"
              disabled={busy !== "" || blocked || wanted.length === 0}
              title={blocked ? "Resolve the files marked in red first" : undefined}
              onClick={() => void commit(wanted)}
            >
              Import {wanted.length}
            </button>
          )}
        </div>
        <FileDrop
          label="Drop files or a folder here"
          take={(files) => void read(files, "flow")}
          folder
        />
        {busy && (
          <p className="empty" role="status">
            {busy}
          </p>
        )}
        {done && <Outcome instance={instance} answer={done} />}
        {choices.map(
          (choice, index) =>
            choice.document.ok && (
              <ImportCard
                // biome-ignore lint/suspicious/noArrayIndexKey: files may have the same name
                key={index}
                choice={choice}
                change={(changed) => setChoices(choices.with(index, changed))}
                obstacle={obstacle(choice, choices, title)}
                types={types}
              />
            ),
        )}
        <Unreadable choices={choices} />
        {wanted.some(({ mode }) => mode === "replace") && (
          <Later
            key={wanted.map(({ name, mode }) => `${mode} ${name}`).join("\n")}
            from={callChanges}
            props={{ ask: () => compare(instance, wanted) }}
          />
        )}
        <ReviewTable
          instance={instance.id}
          wanted={things}
          choose={(thing, resource) => setChoices(bind(choices, thing, resource))}
        />
      </main>
    </div>
  );
}
