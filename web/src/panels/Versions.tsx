/** The versions of the flow: to open, to compare on the canvas, to restore. */

import { useState } from "react";
import { get, post, query } from "../api/client";
import type { Diff, Opened, Versions as Said } from "../api/types";
import type { Mark } from "../canvas/nodes";
import { paint, unpaint } from "../canvas/store";
import { showAll } from "../canvas/window";
import { mayEdit, useDocument } from "../document/store";
import { ask, perform, settled } from "../document/sync";
import { edit } from "../document/turns";
import { tell } from "../parts/toasts";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { when } from "../parts/when";
import { flowAt, go } from "../place";
import { DiffList, laterBlock } from "./DiffList";

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
    await settled();
    const address = `flows/${encodeURIComponent(flow)}/compare`;
    const found = await trying(ask<{ diff: Diff }>(address, { a: version }));
    if (!found) return;
    setDiff({ with: label, diff: found.diff });
    paint("versions", marksOf(found.diff));
  };
  const uncompare = () => {
    setDiff(null);
    unpaint("versions");
  };
  const restore = async (version: string, label: string) => {
    const address = `${path}?${query({ kind, version })}`;
    const found = await get<Opened>(address);
    uncompare();
    const name = useDocument.getState().view?.name;
    await perform({ kind: "replace", content: found.content, name, label: `Restore ${label}` });
    showAll();
    tell("info", `${label} is back on the canvas. Save to keep it; Undo takes it away again.`);
  };
  const keep = async () => {
    await trying(post(`${path}/versions?${query({ kind })}`, {}));
    await again();
  };
  const line = (version: string, label: string, more: string) => (
    <li
      key={version || "saved"}
      aria-current={version === identity?.version ? "true" : undefined}
      className={diff?.with === label ? "compared" : ""}
    >
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
        <button
          type="button"
          className="link-button"
          onClick={() => void trying(edit(() => restore(version, label)))}
        >
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
      {diff && (
        <div>
          <button type="button" className="link-button end-comparing" onClick={uncompare}>
            End comparing
          </button>
          <DiffList title={`Since ${diff.with}`} diff={diff.diff} />
        </div>
      )}
    </div>
  );
}
