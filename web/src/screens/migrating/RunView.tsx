/** A run while it goes on, and what it did; it can be stopped, resumed and undone. */

import { useEffect, useState } from "react";
import { post } from "../../api/client";
import type { Run, RunEvent, RunNews } from "../../api/types";
import { Dialog } from "../../parts/Dialog";
import { trying } from "../../parts/trouble";
import { patiently } from "./planning";
import { RunOutcomes } from "./RunOutcomes";
import { movement, standing } from "./standing";

const LATER = 500;

/** Follows a run, also through a lost connection; `turn` starts to follow it again. */
function useRun(path: string, turn: number) {
  const [state, setState] = useState<{ run: Run; events: RunEvent[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn follows the same run again
  useEffect(() => {
    let current = true;
    let after = "";
    let events: RunEvent[] = [];
    const read = async () => {
      const place = `${path}?after=${encodeURIComponent(after)}`;
      const answer = await trying(patiently<RunNews>(place, () => current));
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

const TONES: Record<string, string> = {
  published: "chip-success",
  done: "chip-success",
  saved: "",
  undone: "",
  failed: "chip-error",
  left: "chip-warning",
  stopped: "chip-warning",
};

/** `create flow:Main menu` as a person says it. */
const called = (step: string) => {
  const [, verb = "", kind = "", name = step] = /^(\S+) ([^:]+):(.*)$/s.exec(step) ?? [];
  return { name, about: `${verb} ${kind}`.trim() };
};

function Step({ step = "", outcome = "", reasons = [] }: RunEvent) {
  const { name, about } = called(step);
  return (
    <li>
      <span className={`chip ${TONES[outcome] ?? ""}`}>{outcome}</span>
      <span>
        <strong>{name}</strong> <span className="soft">{about}</span>
        {reasons.map((reason) => (
          <span key={reason} className="reason">
            {reason}
          </span>
        ))}
      </span>
    </li>
  );
}

function Events({ events }: { events: RunEvent[] }) {
  return (
    <details>
      <summary>Every step</summary>
      <ol className="plain events">
        {events.map((event, index) => {
          const key = `${index} ${event.event}`;
          if (event.event === "step") return <Step key={key} {...event} />;
          const text = event.what === "undo" ? "Taken back" : "Begun";
          return (
            event.event === "begin" && (
              <li key={key} className="soft">
                {text}
                {event.by ? ` by ${event.by.replace(/ \(.*\)$/, "")}` : ""}
              </li>
            )
          );
        })}
      </ol>
    </details>
  );
}

interface UndoProps {
  run: Run;
  undo: (force: boolean) => void;
  close: () => void;
}

function UndoDialog({ run, undo, close }: UndoProps) {
  const [force, setForce] = useState(false);
  return (
    <Dialog title="Undo this migration?" close={close}>
      <p>
        In {run.target} former contents and states return, and what this run made is deleted. What
        someone has edited there since is left as it is, and listed.
      </p>
      <label className="row">
        <input
          type="checkbox"
          checked={force}
          onChange={(event) => setForce(event.target.checked)}
        />
        Take back what someone has edited there since as well; their edits are lost
      </label>
      <footer>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button
          type="button"
          className="button danger"
          onClick={() => {
            close();
            undo(force);
          }}
        >
          Undo
        </button>
      </footer>
    </Dialog>
  );
}

function left({ secondsLeft, state }: Run): string {
  if (state !== "under way" || secondsLeft < 1) return "";
  return secondsLeft < 90
    ? `about ${Math.round(secondsLeft)} s left`
    : `about ${Math.round(secondsLeft / 60)} min left`;
}

export function RunView({ instance, id }: { instance: string; id: string }) {
  const path = `${instance}/runs/${encodeURIComponent(id)}`;
  const [turn, setTurn] = useState(0);
  const [asking, setAsking] = useState(false);
  const state = useRun(path, turn);
  if (!state) return <p className="empty">Reading…</p>;
  const { run, events } = state;
  const going = run.state === "under way";
  const tell = async (what: string, force = false) => {
    if (await trying(post(`${path}/${what}`, { force }))) setTurn(turn + 1);
  };
  const [word, tone] = standing(run);
  return (
    <section className="card" aria-label="Progress">
      <div className="row">
        <span className={`chip ${tone}`}>{word}</span>
        <strong>{movement(run)}</strong>
        <span className="fill" />
        {going && (
          <button type="button" className="button" onClick={() => void tell("stop")}>
            Stop
          </button>
        )}
        {!going && run.permitted && ["stopped", "incomplete"].includes(run.state) && (
          <button type="button" className="button" onClick={() => void tell("resume")}>
            Resume
          </button>
        )}
        {!going && run.permitted && run.state !== "undone" && (
          <button type="button" className="button danger" onClick={() => setAsking(true)}>
            Undo…
          </button>
        )}
      </div>
      <div className="row">
        <progress
          max={run.of || 1}
          value={run.state === "undone" ? run.of : run.done}
          aria-label="Progress"
        />
        <span role="status">
          {run.state === "undone" ? "All taken back" : `${run.done} of ${run.of}`} {left(run)}
        </span>
      </div>
      {run.problem && (
        <p className="said-error" role="alert">
          {run.problem}
        </p>
      )}
      <RunOutcomes run={run} events={events} />
      <Events events={events} />
      {asking && (
        <UndoDialog
          run={run}
          undo={(force) => void tell("undo", force)}
          close={() => setAsking(false)}
        />
      )}
    </section>
  );
}
