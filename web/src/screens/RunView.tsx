/** A run while it goes on, and what it did; it can be undone. */

import { useEffect, useState } from "react";
import { get, post } from "../api/client";
import type { Run } from "../api/types";
import { trying } from "../parts/trouble";

const LATER = 700;
const ENDED = ["done", "failed", "undone"];

const line = (event: Run["events"][number]) =>
  event.message ??
  Object.values(event)
    .filter((each) => typeof each === "string")
    .join(" ");

function useRun(run: string): Run | null {
  const [state, setState] = useState<Run | null>(null);
  useEffect(() => {
    let current = true;
    let events: Run["events"] = [];
    const read = async () => {
      const path = `runs/${encodeURIComponent(run)}?after=${events.length}`;
      const answer = await trying(get<Run>(path));
      if (!current) return;
      if (answer) {
        events = [...events, ...answer.events];
        setState({ ...answer, events });
      }
      if (!answer || !ENDED.includes(answer.state)) setTimeout(() => current && void read(), LATER);
    };
    void read();
    return () => {
      current = false;
    };
  }, [run]);
  return state;
}

export function RunView({ run: first }: { run: string }) {
  const [run, setRun] = useState(first);
  const state = useRun(run);
  if (!state) return <p className="empty">Starting…</p>;
  const undo = async () => {
    const begun = await trying(post<{ run: string }>(`runs/${encodeURIComponent(run)}/undo`, {}));
    if (begun) setRun(begun.run);
  };
  return (
    <section className="card" aria-label="Progress">
      <div className="row">
        <progress max={state.total || 1} value={state.done} aria-label="Progress" />
        <strong role="status">
          {state.done} of {state.total}, {state.state}
        </strong>
        <span className="fill" />
        {ENDED.includes(state.state) && state.state !== "undone" && (
          <button type="button" className="button" onClick={() => void undo()}>
            Undo this run
          </button>
        )}
      </div>
      <ol className="events">
        {state.events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events only follow one another
          <li key={index}>{line(event)}</li>
        ))}
      </ol>
    </section>
  );
}
