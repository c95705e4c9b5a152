/** A run while it goes on, and what it did; it can be stopped, resumed and undone. */

import { useEffect, useState } from "react";
import { get, post } from "../api/client";
import type { Run, RunEvent } from "../api/types";
import { trying } from "../parts/trouble";

const LATER = 500;

interface Answer {
  run: Run;
  events: RunEvent[];
  after: string | number;
}

function line({ event, step, what, outcome, reasons, state, problem }: RunEvent): string {
  if (event === "begin") return `Begins: ${what}`;
  if (event === "end") return `Ends: ${state}${problem ? `, ${problem}` : ""}`;
  return [`${step}: ${outcome}`, ...(reasons ?? [])].join(", ");
}

/** Follows a run; `turn` begins to follow it anew. */
function useRun(path: string, turn: number) {
  const [state, setState] = useState<{ run: Run; events: RunEvent[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn follows the same run again
  useEffect(() => {
    let current = true;
    let after = "";
    let events: RunEvent[] = [];
    const read = async () => {
      const answer = await trying(get<Answer>(`${path}?after=${encodeURIComponent(after)}`));
      if (!current || !answer) return;
      after = String(answer.after);
      events = [...events, ...answer.events];
      setState({ run: answer.run, events });
      if (answer.run.state === "under way") setTimeout(() => current && void read(), LATER);
    };
    void read();
    return () => {
      current = false;
    };
  }, [path, turn]);
  return state;
}

export function RunView({ instance, id }: { instance: string; id: string }) {
  const path = `${instance}/runs/${encodeURIComponent(id)}`;
  const [turn, setTurn] = useState(0);
  const state = useRun(path, turn);
  if (!state) return <p className="empty">Starting…</p>;
  const { run, events } = state;
  const going = run.state === "under way";
  const tell = (what: string) => async () => {
    if (await trying(post(`${path}/${what}`, {}))) setTurn(turn + 1);
  };
  const button = (label: string, what: string) => (
    <button type="button" className="button" onClick={() => void tell(what)()}>
      {label}
    </button>
  );
  return (
    <section className="card" aria-label="Progress">
      <div className="row">
        <progress max={run.of || 1} value={run.done} aria-label="Progress" />
        <strong role="status">
          {run.done} of {run.of}, {run.state}
        </strong>
        {run.problem && <span className="said-error">{run.problem}</span>}
        <span className="fill" />
        {going && button("Stop", "stop")}
        {!going &&
          run.permitted &&
          ["stopped", "incomplete"].includes(run.state) &&
          button("Resume", "resume")}
        {!going && run.permitted && run.state !== "undone" && button("Undo this run", "undo")}
      </div>
      <ol className="events">
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events only follow one another
          <li key={index}>{line(event)}</li>
        ))}
      </ol>
    </section>
  );
}
