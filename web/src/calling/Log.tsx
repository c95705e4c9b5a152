/** What happened in the call: heard, said, and the blocks between. New lines are read out. */

import { useEffect, useRef } from "react";
import type { CallEvent, Called } from "../api/types";
import { goTo } from "../canvas/window";
import { blockOf } from "../document/edits";

export const clock = (seconds: number) => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

const SAID: Record<string, string> = { silence: "says nothing", "hang up": "hangs up" };

function Said({ said }: { said: string }) {
  if (!said) return null;
  const words = SAID[said];
  return (
    <span className={`said${words ? " soft" : ""}`}>
      <span className="hidden">Caller: </span>
      {words ?? said}
    </span>
  );
}

/** The name of a block, to go to where it is one of the open document. */
export function BlockName({
  event,
}: {
  event: Pick<CallEvent, "own" | "block" | "title" | "flow">;
}) {
  if (!event.own)
    return (
      <span className="soft" title={event.flow}>
        {event.title}
      </span>
    );
  return (
    <button type="button" className="link-button" onClick={() => goTo(event.block, false)}>
      {event.title}
    </button>
  );
}

/** What a branch is called on the canvas. */
export const branchName = ({ own, block }: Pick<CallEvent, "own" | "block">, key: string) =>
  own ? (blockOf(block)?.branches.find((branch) => branch.key === key)?.label ?? "") : "";

/** The branch that an event took, where there was more than one. */
export const wayOf = (event: CallEvent) =>
  event.label && (branchName(event, event.branch) || event.label);

function Line({ event }: { event: CallEvent }) {
  return (
    <li className={event.heard || event.said ? "" : "quiet"}>
      <span className="line-head">
        <BlockName event={event} />
        {event.label && !event.said && <span className="soft">→ {wayOf(event)}</span>}
        <span className="soft time">{clock(event.seconds)}</span>
      </span>
      {event.heard && <span className="heard">{event.heard}</span>}
      <Said said={event.said} />
    </li>
  );
}

export function Log({ called }: { called: Called }) {
  const { events, question, ending } = called;
  const end = useRef<HTMLDivElement>(null);
  const lines = events.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: more lines move the last into view
  useEffect(() => {
    const list = end.current;
    if (!list) return;
    const watch = new ResizeObserver(() => {
      list.scrollTop = list.scrollHeight;
    });
    watch.observe(list);
    return () => watch.disconnect();
  }, [lines, question, ending]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long call is scrolled with the keys
    <div className="call-log" role="log" aria-label="The call" tabIndex={0} ref={end}>
      <ol>
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events have no identity but their place
          <Line key={index} event={event} />
        ))}
        {question && (
          <li key={lines} className={question.heard ? "" : "quiet"}>
            <span className="line-head">
              <BlockName event={question} />
            </span>
            {question.heard && <span className="heard">{question.heard}</span>}
          </li>
        )}
        {ending && (
          <li className="ending">
            Ended after {clock(called.seconds)}: {ending}
          </li>
        )}
      </ol>
    </div>
  );
}
