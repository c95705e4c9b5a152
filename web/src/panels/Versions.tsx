/** The versions of the flow: to open, to compare on the canvas, to restore. */

import { useState } from "react";
import { get, post, query } from "../api/client";
import type { Diff, Versions as Said, Saved } from "../api/types";
import type { Mark } from "../canvas/nodes";
import { useCanvas } from "../canvas/store";
import { open } from "../document/open";
import { mayEdit, useDocument } from "../document/store";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { flowAt, go } from "../place";
import { DiffList, laterBlock } from "./DiffList";

const when = (seconds: number) => new Date(seconds * 1000).toLocaleString();

function marksOf(diff: Diff): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const change of diff.changes) {
    if (!change.block || change.aspect !== "meaning") continue;
    const mark = change.what === "Added" ? "added" : "changed";
    const id = laterBlock(diff, change);
    if (marks.get(id) !== "added") marks.set(id, mark);
  }
  return marks;
}

export function Versions() {
  const identity = useDocument((state) => state.identity);
  const expected = useDocument((state) => state.expected);
  const editable = useDocument(mayEdit);
  const rights = useDocument((state) => state.rights);
  const [diff, setDiff] = useState<{ with: string; diff: Diff } | null>(null);
  const { instance = "", flow = "", kind = "flow" } = identity ?? {};
  const path = `${instance}/flows/${encodeURIComponent(flow)}`;
  const { answer, again } = useAsked<Said>(
    () => get(`${path}/versions?${query({ kind })}`),
    `${path}/${expected}`,
  );
  if (!answer) return <p className="empty">Reading…</p>;
  const compare = async (version: string, label: string) => {
    const asked = { kind, a: version, b: identity?.version || "saved" };
    const found = await trying(get<{ diff: Diff }>(`${path}/compare?${query(asked)}`));
    if (!found) return;
    setDiff({ with: label, diff: found.diff });
    useCanvas.setState({ marks: marksOf(found.diff) });
  };
  const restore = async (version: string) => {
    const body = { version, expected };
    const done = await trying(post<Saved>(`${path}/restore?${query({ kind })}`, body));
    if (done && identity) await open({ ...identity, version: "" });
  };
  const keep = async () => {
    await trying(post(`${path}/versions?${query({ kind })}`, {}));
    await again();
  };
  const line = (version: string, label: string, more: string) => (
    <li key={version || "saved"}>
      <span className="row-button">
        <span className="where">{label}</span>
        <span className="what">{more}</span>
      </span>
      <button
        type="button"
        className="link-button"
        onClick={() => go(flowAt(instance, kind, flow, version))}
      >
        Open
      </button>
      {version && (
        <button type="button" className="link-button" onClick={() => void compare(version, label)}>
          Compare
        </button>
      )}
      {version && editable && (
        <button type="button" className="link-button" onClick={() => void restore(version)}>
          Restore
        </button>
      )}
    </li>
  );
  return (
    <div className="columns">
      <ul className="rows">
        {line("", "Saved", when(answer.saved.modified))}
        {answer.published && line("published", "Published", "what callers hear now")}
        {answer.versions.map((version) =>
          line(
            String(version.number),
            `Version ${version.number}`,
            `${when(version.created)} ${version.description}`,
          ),
        )}
        {rights?.publish && answer.published && (
          <li>
            <button type="button" className="link-button" onClick={() => void keep()}>
              Keep what is published as a version
            </button>
          </li>
        )}
      </ul>
      {diff && <DiffList title={`Since ${diff.with}`} diff={diff.diff} />}
    </div>
  );
}
