/** An instance's legacy flows: what converting each of them says, then convert those that are chosen. */

import { useState } from "react";
import { get, post } from "../api/client";
import type { Instance, Kind, Note } from "../api/types";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";

interface Legacy {
  id: string;
  name: string;
  kind: Kind;
  exact: boolean;
  notes: Omit<Note, "id">[];
  /** Why it can't be converted at all, or "". */
  problem: string;
  errors: string[];
  ok?: boolean;
  reasons?: string[];
}

function LegacyFlow({
  flow,
  chosen,
  toggle,
}: {
  flow: Legacy;
  chosen: boolean;
  toggle: () => void;
}) {
  return (
    <li className="card import-card">
      <div className="row">
        <input
          type="checkbox"
          aria-label={`Convert ${flow.name}`}
          checked={chosen}
          onChange={toggle}
        />
        <h2>{flow.name}</h2>
        <span className={flow.exact ? "chip chip-success" : "chip chip-warning"}>
          {flow.exact ? "Converts exactly" : `${flow.notes.length} notes`}
        </span>
        {flow.ok !== undefined && (
          <span className={flow.ok ? "chip chip-success" : "chip chip-error"}>
            {flow.ok ? "Converted" : "Not converted"}
          </span>
        )}
      </div>
      {[flow.problem, ...flow.errors, ...(flow.reasons ?? [])].filter(Boolean).map((reason) => (
        <p key={reason} className="said-error">
          {reason}
        </p>
      ))}
      {flow.notes.length > 0 && (
        <ul className="findings">
          {flow.notes.map((note) => (
            <li key={note.block + note.message} className="finding finding-note">
              <span className="chip">{note.kind}</span>
              <span>{note.message}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function OptIn({ instance }: { instance: Instance }) {
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Legacy[] | null>(null);
  const { answer } = useAsked<{ flows: Legacy[] }>(() => get(`${instance.id}/opt-in`), instance.id);
  const flows = done ?? answer?.flows ?? [];
  const chosen = flows.filter((flow) => !skipped.has(flow.id));
  const toggle = (id: string) => () => {
    const next = new Set(skipped);
    if (!next.delete(id)) next.add(id);
    setSkipped(next);
  };
  const start = async () => {
    const body = { flows: chosen.map((flow) => flow.id) };
    const said = await trying(post<{ flows: Legacy[] }>(`${instance.id}/opt-in`, body));
    if (said) setDone(said.flows);
  };
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Legacy flows</h1>
          <span className="soft">in the format from before the flow language</span>
          <span className="fill" />
          <button
            type="button"
            className="button primary"
            disabled={chosen.length === 0 || done !== null}
            onClick={() => void start()}
          >
            Convert {chosen.length}
          </button>
        </div>
        {!answer && <p className="empty">Reading…</p>}
        {answer && flows.length === 0 && (
          <p className="empty">No flow of this instance is in the legacy format.</p>
        )}
        <ul className="plain">
          {flows.map((flow) => (
            <LegacyFlow
              key={flow.id}
              flow={flow}
              chosen={!skipped.has(flow.id)}
              toggle={toggle(flow.id)}
            />
          ))}
        </ul>
      </main>
    </div>
  );
}
