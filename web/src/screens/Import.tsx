/** Importing files: what is in them, what their conversion said, what they refer to, then go. */

import { useEffect, useState } from "react";
import { catalogueFor } from "../api/catalogue";
import { post } from "../api/client";
import { readFiles } from "../api/files";
import { instanceName } from "../api/session";
import type { Imported, Instance, Kind } from "../api/types";
import { FileDrop } from "../parts/FileDrop";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { flowAt } from "../place";
import { taken } from "./handed";
import { type Choice, ImportCard } from "./ImportCard";

interface Done {
  name: string;
  id?: string;
  kind?: Kind;
  ok: boolean;
  message?: string;
}

interface Answer {
  written: boolean;
  done: Done[];
}

const choiceFor = (document: Imported): Choice => ({
  document,
  wanted: document.ok,
  name: document.name,
  type: document.type,
  mode: document.exists ? "replace" : "new",
  bound: {},
});

const asCommit = ({ document, name, type, mode, bound }: Choice) => ({
  content: document.content,
  name,
  type,
  kind: document.kind,
  mode,
  commands: [
    ...document.commands,
    ...Object.entries(bound).map(([pointer, resource]) => ({
      kind: "replaceReference",
      pointer,
      resource,
    })),
  ],
});

function Outcome({ instance, answer }: { instance: Instance; answer: Answer }) {
  return (
    <>
      {!answer.written && (
        <p className="said-error" role="alert">
          Nothing was imported yet. Mend what is named here, then import again.
        </p>
      )}
      <ul className="rows outcome" aria-label="Imported">
        {answer.done.map((each) => (
          <li key={each.name + each.id}>
            {each.ok && each.id ? (
              <a href={flowAt(instance.id, each.kind ?? "flow", each.id)}>{each.name}</a>
            ) : (
              <strong>{each.name}</strong>
            )}
            <span className={each.ok ? "soft" : "said-error"}>{each.message}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Import({ instance }: { instance: Instance }) {
  const [choices, setChoices] = useState<Choice[]>([]);
  const [done, setDone] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const { answer: catalogue } = useAsked(() => catalogueFor("CONTACT_FLOW"), "types");
  const read = async (files: File[]) => {
    if (!files.length) return;
    setBusy(true);
    setDone(null);
    const documents = await trying(readFiles(instance.id, "flow", files));
    setBusy(false);
    if (documents) setChoices(documents.map(choiceFor));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for files that were dropped on a list
  useEffect(() => {
    void read(taken());
  }, []);
  const wanted = choices.filter((choice) => choice.wanted);
  const commit = async () => {
    setBusy(true);
    const answer = await trying(
      post<Answer>(`${instance.id}/import/commit`, { documents: wanted.map(asCommit) }),
    );
    setBusy(false);
    if (answer) setDone(answer);
  };
  const change = (index: number) => (choice: Choice) => setChoices(choices.with(index, choice));
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
          {wanted.length > 0 && !done?.written && (
            <button
              type="button"
              className="button primary"
              disabled={busy}
              onClick={() => void commit()}
            >
              Import {wanted.length}
            </button>
          )}
        </div>
        <FileDrop label="Drop files here" take={(files) => void read(files)} folder />
        {busy && <p className="empty">Working…</p>}
        {done && <Outcome instance={instance} answer={done} />}
        {!done?.written &&
          choices.map((choice, index) => (
            <ImportCard
              // biome-ignore lint/suspicious/noArrayIndexKey: files may have the same name
              key={index}
              instance={instance}
              choice={choice}
              change={change(index)}
              types={catalogue?.flowTypes ?? []}
            />
          ))}
      </main>
    </div>
  );
}
