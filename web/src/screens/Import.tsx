/** Importing files: what is in them, what their conversion said, what they refer to, then go. */

import { useEffect, useState } from "react";
import { post } from "../api/client";
import { readFiles } from "../api/files";
import type { Imported, Instance } from "../api/types";
import { FileDrop } from "../parts/FileDrop";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { flowAt } from "../place";
import { taken } from "./handed";
import { type Choice, ImportCard } from "./ImportCard";

interface Done {
  name: string;
  id: string;
  ok: boolean;
  message?: string;
}

const choiceFor = (document: Imported): Choice => ({
  document,
  wanted: document.ok,
  name: document.name,
  mode: "new",
  bound: {},
});

const asCommit = ({ document, name, mode, bound }: Choice) => ({
  content: document.content,
  name,
  type: document.type,
  kind: document.kind,
  mode,
  ...(mode === "replace" && document.exists ? { flow: document.exists } : {}),
  commands: Object.entries(bound).map(([pointer, resource]) => ({
    kind: "replaceReference",
    pointer,
    resource,
  })),
});

function Outcome({
  instance,
  done,
  choices,
}: {
  instance: Instance;
  done: Done[];
  choices: Choice[];
}) {
  return (
    <ul className="rows outcome" aria-label="Imported">
      {done.map((each, index) => (
        <li key={each.name + each.id}>
          {each.ok ? (
            <a href={flowAt(instance.id, choices[index]?.document.kind ?? "flow", each.id)}>
              {each.name}
            </a>
          ) : (
            <span className="said-error">
              {each.name}: {each.message}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Import({ instance }: { instance: Instance }) {
  const [choices, setChoices] = useState<Choice[]>([]);
  const [done, setDone] = useState<Done[] | null>(null);
  const [busy, setBusy] = useState(false);
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
      post<{ done: Done[] }>(`${instance.id}/import/commit`, { documents: wanted.map(asCommit) }),
    );
    setBusy(false);
    if (answer) setDone(answer.done);
  };
  const change = (index: number) => (choice: Choice) => setChoices(choices.with(index, choice));
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Import</h1>
          <span className="soft">
            into {instance.alias || instance.name}: exports of either format, a folder, or a zip
          </span>
          <span className="fill" />
          {wanted.length > 0 && !done && (
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
        {done && <Outcome instance={instance} done={done} choices={wanted} />}
        {!done &&
          choices.map((choice, index) => (
            <ImportCard
              // biome-ignore lint/suspicious/noArrayIndexKey: files may have the same name
              key={index}
              instance={instance}
              choice={choice}
              change={change(index)}
            />
          ))}
      </main>
    </div>
  );
}
