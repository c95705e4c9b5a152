/** Importing files: what is in them, what their conversion said, what they refer to, then go. */

import { useEffect } from "react";
import { catalogueFor } from "../api/catalogue";
import { post } from "../api/client";
import { instanceName } from "../api/session";
import type { AffectedCalls, Flowless, Instance } from "../api/types";
import { callChanges } from "../calling/changes";
import { FileDrop } from "../parts/FileDrop";
import { Header } from "../parts/Header";
import { taken, useHanded } from "../parts/handed";
import { Later } from "../parts/Later";
import { Outcome } from "../parts/Outcome";
import { useAsked } from "../parts/useAsked";
import { useLeaving } from "../parts/useLeaving";
import { count } from "../parts/words";
import { asCommit, bind, type Choice, referred } from "./choices";
import { BulkBar, Summary } from "./ImportBar";
import { ImportRows } from "./ImportRows";
import { useImport } from "./importing";
import { ReviewTable } from "./ReviewTable";
import { useRowChanges, useSifting } from "./sifting";
import "../theme/importing.css";

/** Files that hold no flow; the others can be imported all the same. */
function Unreadable({ files }: { files: Flowless[] }) {
  if (files.length === 0) return null;
  return (
    <details className="card unreadable" open={files.length <= 3}>
      <summary>{count(files.length, "file")} without a flow</summary>
      <ul className="plain">
        {files.map(({ file, message }) => (
          <li key={`${file} ${message}`} className="said-error">
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Which calls differ once the files are imported. */
const compare = (instance: Instance, wanted: readonly Choice[]) =>
  post<AffectedCalls>(`${instance.id}/import/calls`, {
    documents: wanted.map(asCommit),
  });

function Calling({ instance, wanted }: { instance: Instance; wanted: readonly Choice[] }) {
  if (!wanted.some(({ action }) => action === "replace")) return null;
  return (
    <Later
      key={wanted.map(({ name, action }) => `${action} ${name}`).join("\n")}
      from={callChanges}
      props={{ ask: () => compare(instance, wanted) }}
    />
  );
}

function Progress({ checked, total }: { checked: number; total: number }) {
  if (checked >= total) return null;
  return (
    <span className="row soft">
      <progress aria-label="Files checked" value={checked} max={total} />
      Checked {checked} of {total}
    </span>
  );
}

interface FilesProps {
  importing: ReturnType<typeof useImport>;
  sifting: ReturnType<typeof useSifting>;
  types: { type: string; title: string }[];
}

function Files({ importing, sifting, types }: FilesProps) {
  const changes = useRowChanges(importing);
  const { rows, picked, numbers } = sifting;
  return (
    <section className="card import-list" aria-label="Files to import">
      <div className="row">
        <Summary numbers={numbers} shown={sifting.shown} show={sifting.show} />
        <span className="fill" />
        <Progress {...importing.progress} />
        <button type="button" className="button" onClick={importing.clear}>
          Clear
        </button>
      </div>
      <BulkBar
        chosen={picked}
        shown={rows.length}
        all={sifting.all}
        toggle={sifting.toggleAll}
        needed={sifting.needed}
        types={types}
        bulk={sifting.bulk}
      />
      <ImportRows
        rows={rows}
        names={importing.names}
        chosen={sifting.chosen}
        problemOf={sifting.problemOf}
        types={types}
        toggle={sifting.toggle}
        {...changes}
      />
      {rows.length === 0 && <p className="empty">No file fits this filter.</p>}
    </section>
  );
}

const NO_TYPES: FilesProps["types"] = [];

export function Import({ instance }: { instance: Instance }) {
  const importing = useImport(instance);
  const { choices, set, done, busy, read, commit, resolving } = importing;
  const { answer: catalogue } = useAsked(() => catalogueFor("CONTACT_FLOW"), "types");
  const types = catalogue?.flowTypes ?? NO_TYPES;
  const sifting = useSifting(importing, types);
  const { ready } = sifting;
  const handed = useHanded((state) => state.files);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for files that were dropped elsewhere
  useEffect(() => {
    if (handed.length === 0) return;
    const { files, kind } = taken();
    void read(files, kind);
  }, [handed]);
  const leaving = useLeaving(
    choices.length > 0 ? `${count(choices.length, "file")} are prepared and not imported yet.` : "",
  );
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
              disabled={busy !== "" || resolving || ready.length === 0}
              title={ready.length === 0 ? "No file is ready: see what each one needs" : undefined}
              onClick={() => void commit(ready)}
            >
              Import {ready.length}
              {ready.length < choices.length && " that are ready"}
            </button>
          )}
        </div>
        <FileDrop
          label="Drop files or a folder here"
          take={(files) => void read(files, "flow")}
          folder
          slim={choices.length > 0}
        />
        {(busy || resolving) && (
          <p className="empty" role="status">
            {busy || "Looking up what the files refer to…"}
          </p>
        )}
        {done && <Outcome instance={instance} answer={done} />}
        {choices.length > 0 && <Files importing={importing} sifting={sifting} types={types} />}
        <Unreadable files={importing.unreadable} />
        {!resolving && <Calling instance={instance} wanted={ready} />}
        <ReviewTable
          instance={instance.id}
          wanted={referred(choices)}
          choose={(thing, resource) => set((now) => bind(now, thing, resource))}
        />
      </main>
      {leaving}
    </div>
  );
}
