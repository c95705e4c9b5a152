/** What was published, and the versions: to open, compare, restore, and publish again. */

import { useRef, useState } from "react";
import { post, query } from "../api/client";
import type { Diff, Versions as Said } from "../api/types";
import { paint, unpaint } from "../canvas/store";
import { mayEdit, useDocument } from "../document/store";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { useOnce } from "../parts/useOnce";
import { when } from "../parts/when";
import { flowAt } from "../place";
import { DiffList } from "./DiffList";
import { compared, listed, marksOf, type Older, publishAgain, restore } from "./versioning";

interface Row extends Older {
  more: string;
  now: boolean;
}

function published({ history }: Said): Row[] {
  const newest = history.find((each) => each.published)?.number;
  return history.map(({ number, created, by, note }) => ({
    version: `p${number}`,
    label: `Published ${when(created)}`,
    more: [by && `by ${by}`, note].filter(Boolean).join(" · "),
    now: number === newest,
  }));
}

function numbered({ versions }: Said): Row[] {
  return versions.map(({ number, created, description, published: now }) => ({
    version: String(number),
    label: `Version ${number}`,
    more: `${when(created)} ${description}`,
    now,
  }));
}

export function Versions() {
  const identity = useDocument((state) => state.identity);
  const expected = useDocument((state) => state.expected);
  const status = useDocument((state) => state.summary);
  const editable = useDocument(mayEdit);
  const rights = useDocument((state) => state.rights);
  const [diff, setDiff] = useState<{ with: string; version: string; diff: Diff } | null>(null);
  const [against, setAgainst] = useState("open");
  const turn = useRef(0);
  const { instance = "", flow = "", kind = "flow" } = identity ?? {};
  const key = `${instance}/${flow}/${expected}/${status?.modified}`;
  const { answer, again } = useAsked<Said>(listed, key);
  const keep = useOnce(async () => {
    const path = `${instance}/flows/${encodeURIComponent(flow)}`;
    await trying(post(`${path}/versions?${query({ kind })}`, {}));
    await again();
  });
  if (!answer) return <p className="empty">Reading…</p>;
  const history = published(answer);
  const versions = numbered(answer);
  const saved = { version: "", label: "Saved", more: when(answer.saved.modified), now: false };
  const others = [...history, ...versions];
  const labelOf = (version: string) =>
    others.find((each) => each.version === version)?.label ?? (version ? "what is open" : "Saved");
  const compare = async ({ version, label }: Older) => {
    const mine = ++turn.current;
    const found = await compared(version || "saved", against);
    // An answer that is late, to what was compared before, does not replace the one to this.
    if (!found || turn.current !== mine) return;
    const to = against === "open" ? "" : `, in ${labelOf(against)}`;
    unpaint("versions");
    if (against === "open") paint("versions", marksOf(found));
    setDiff({ with: `${label}${to}`, version, diff: found });
  };
  const uncompare = () => {
    turn.current++;
    setDiff(null);
    unpaint("versions");
  };
  const line = (row: Row) => (
    <li
      key={row.version || "saved"}
      aria-current={row.version === identity?.version ? "true" : undefined}
      className={diff?.version === row.version ? "compared" : ""}
    >
      <span className="row-button">
        <span className="where" dir="auto">
          {row.label}
        </span>
        {row.now && <span className="chip chip-success">Published now</span>}
        <span className="what" dir="auto">
          {row.more}
        </span>
      </span>
      <a className="link-button" href={flowAt(instance, kind, flow, row.version)}>
        Open
      </a>
      <button type="button" className="link-button" onClick={() => void compare(row)}>
        Compare
      </button>
      {row.version && editable && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            uncompare();
            void trying(restore(row));
          }}
        >
          Restore
        </button>
      )}
      {row.version && editable && rights?.publish && !row.now && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            uncompare();
            void trying(publishAgain(row, history.find((each) => each.now)?.version ?? null));
          }}
        >
          Publish this again
        </button>
      )}
    </li>
  );
  return (
    <div className="columns">
      <div>
        <label className="compare-with">
          Compare with{" "}
          <select value={against} onChange={(event) => setAgainst(event.target.value)}>
            <option value="open">what is open</option>
            {others.map(({ version, label }) => (
              <option key={version} value={version}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <ul className="rows" aria-label="What was published">
          {line(saved)}
          {history.map(line)}
        </ul>
        {versions.length > 0 && <h3 className="list-title">Numbered versions</h3>}
        <ul className="rows" aria-label="Numbered versions">
          {versions.map(line)}
          {rights?.publish && answer.published && (
            <li>
              <button type="button" className="link-button" onClick={() => void keep()}>
                Keep what is published as a version
              </button>
            </li>
          )}
        </ul>
      </div>
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
