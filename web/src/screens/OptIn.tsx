/** An instance's legacy flows: what converting each of them says, then convert those that are chosen. */

import { useRef, useState } from "react";
import { get, post } from "../api/client";
import { download, give } from "../api/download";
import { instanceName } from "../api/session";
import type { Instance, LegacyFlow as Legacy, LegacyFlows } from "../api/types";
import { Dialog } from "../parts/Dialog";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { count } from "../parts/words";
import { LegacyFlow } from "./LegacyFlow";

/** What `flowport opt-in --json` says of a flow. */
const reported = ({ name, kind, problem, ok, notes, errors, reasons }: Legacy) => ({
  name,
  kind,
  outcome: problem || ok === false ? "can't be converted" : ok ? "converted" : "would be converted",
  problem: problem || null,
  notes: notes.map((note) => `${note.kind}: ${note.message}`),
  notPublished: reasons ?? errors,
});

/** Converts flows one after another, so that each is shown as it is done; it can be stopped. */
function useConversion(instance: Instance) {
  const [done, setDone] = useState<ReadonlyMap<string, Legacy>>(new Map());
  const [of, setOf] = useState(0);
  const [going, setGoing] = useState(false);
  const stopped = useRef(false);
  const start = async (flows: Legacy[]) => {
    stopped.current = false;
    setGoing(true);
    setOf(done.size + flows.length);
    for (const flow of flows) {
      if (stopped.current) break;
      const answer = await trying(post<LegacyFlows>(`${instance.id}/opt-in`, { flows: [flow.id] }));
      if (!answer) break;
      const [row = { ...flow, ok: true, reasons: [] }] = answer.flows;
      setDone((before) => new Map(before).set(flow.id, row));
    }
    setGoing(false);
  };
  const stop = () => {
    stopped.current = true;
  };
  return { done, of, going, start, stop };
}

function Progress({
  done,
  of,
  going,
}: {
  done: ReadonlyMap<string, Legacy>;
  of: number;
  going: boolean;
}) {
  if (of === 0) return null;
  const rows = [...done.values()];
  const failed = rows.filter((row) => !row.ok).length;
  const saved = rows.filter((row) => row.ok && row.reasons?.length).length;
  return (
    <section className="card" aria-label="Progress">
      <div className="row">
        <progress max={of} value={done.size} aria-label="Progress" />
        <strong role="status">
          {going ? "Converting" : "Converted"} {done.size - failed} of {of}
        </strong>
        {saved > 0 && <span className="warn">{saved} saved, not published</span>}
        {failed > 0 && <span className="bad">{failed} could not be converted</span>}
      </div>
    </section>
  );
}

/** A zip of flows as they are now. */
const originals = (instance: Instance, flows: Legacy[]) =>
  download(
    `${instance.id}/export-all`,
    { kind: "flow", ids: flows.map((flow) => flow.id) },
    "originals.zip",
  );

function Drafts({ instance, drafts }: { instance: Instance; drafts: Legacy[] }) {
  if (drafts.length === 0) return null;
  return (
    <section className="card row" aria-label="Originals">
      <span>
        {count(drafts.length, "flow was", "flows were")} never published, so that the original can't
        be kept as a version. Download {drafts.length === 1 ? "it" : "them"} before converting.
      </span>
      <span className="fill" />
      <button
        type="button"
        className="button"
        onClick={() => void trying(originals(instance, drafts))}
      >
        Download the originals
      </button>
    </section>
  );
}

interface AskProps {
  instance: Instance;
  flows: Legacy[];
  go: () => void;
  close: () => void;
}

/** What converting changes, before it does: how many, where, and which originals are lost. */
function Ask({ instance, flows, go, close }: AskProps) {
  const drafts = flows.filter((flow) => flow.draftOnly).length;
  const saved = flows.filter((flow) => flow.errors.length > 0).length;
  const kept = flows.length - drafts;
  return (
    <Dialog
      title={`Convert ${count(flows.length, "flow")} in ${instanceName(instance)}?`}
      close={close}
    >
      <ul className="reasons">
        {kept > 0 && <li>The original of {count(kept, "flow")} is kept as a version of each.</li>}
        {drafts > 0 && (
          <li>
            {count(drafts, "flow was", "flows were")} never published: the original{" "}
            {drafts === 1 ? "is" : "of each is"} replaced, and can't be brought back unless you
            download it first.
          </li>
        )}
        {saved > 0 && (
          <li>{count(saved, "flow")} will be saved only, and not published: see the problems.</li>
        )}
      </ul>
      <footer>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        {drafts > 0 && (
          <button
            type="button"
            className="button"
            onClick={() =>
              void trying(
                originals(
                  instance,
                  flows.filter((each) => each.draftOnly),
                ),
              )
            }
          >
            Download the originals
          </button>
        )}
        <button type="button" className="button primary" onClick={go}>
          Convert
        </button>
      </footer>
    </Dialog>
  );
}

/** The screen; with `asks` the question whether to convert all is there from the start. */
export function OptIn({ instance, asks = false }: { instance: Instance; asks?: boolean }) {
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const { answer } = useAsked<LegacyFlows>(() => get(`${instance.id}/opt-in`), instance.id);
  const { done, of, going, start, stop } = useConversion(instance);
  const flows = answer?.flows.map((flow) => done.get(flow.id) ?? flow) ?? [];
  const todo = flows.filter((flow) => !done.has(flow.id) && !flow.problem);
  const chosen = todo.filter((flow) => !skipped.has(flow.id));
  const [asking, ask] = useState(asks);
  const toggle = (id: string) => () => {
    const next = new Set(skipped);
    if (!next.delete(id)) next.add(id);
    setSkipped(next);
  };
  const report = () => {
    const text = JSON.stringify({ instance: instance.arn, flows: flows.map(reported) }, null, 2);
    give(new Blob([text], { type: "application/json" }), `opt-in ${instanceName(instance)}.json`);
  };
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Legacy flows</h1>
          <span className="soft">in the format from before the flow language</span>
          <span className="fill" />
          {flows.length > 0 && (
            <button type="button" className="button" onClick={report}>
              Download the report
            </button>
          )}
          {going ? (
            <button type="button" className="button" onClick={stop}>
              Stop
            </button>
          ) : (
            todo.length > 0 && (
              <button
                type="button"
                className="button primary"
                disabled={chosen.length === 0}
                onClick={() => ask(true)}
              >
                Convert {chosen.length}…
              </button>
            )
          )}
        </div>
        <Progress done={done} of={of} going={going} />
        <Drafts instance={instance} drafts={chosen.filter((flow) => flow.draftOnly)} />
        {!answer && <p className="empty">Converting on trial; nothing is written…</p>}
        {answer && flows.length === 0 && (
          <p className="empty">Every flow of this instance is in the flow language already.</p>
        )}
        <ul className="plain">
          {flows.map((flow) => (
            <LegacyFlow
              key={flow.id}
              instance={instance}
              flow={flow}
              chosen={!skipped.has(flow.id)}
              toggle={going || done.has(flow.id) || flow.problem ? null : toggle(flow.id)}
            />
          ))}
        </ul>
      </main>
      {asking && chosen.length > 0 && !going && (
        <Ask
          instance={instance}
          flows={chosen}
          close={() => ask(false)}
          go={() => {
            ask(false);
            void start(chosen);
          }}
        />
      )}
    </div>
  );
}
