/** The phone: what the caller hears, what is asked, keys; what the contact has beside it. */

import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { unpaint } from "../canvas/store";
import { useDocument } from "../document/store";
import { showPanel } from "../parts/open_panels";
import "./calling.css";
import type { Called } from "../api/types";
import { About } from "./About";
import { Log } from "./Log";
import { PhoneBar } from "./PhoneBar";
import { useReading } from "./speech";
import { answer, dial, take, useCall } from "./store";
import { Ended, Turn } from "./Turn";
import { light } from "./way";

const KEYS = /^[0-9*#]$/;

/** What was heard, piece by piece: for reading aloud. */
const heardIn = (called: Called | null) =>
  [...(called?.events ?? []), ...(called?.question ? [called.question] : [])]
    .map(({ heard }) => heard)
    .filter(Boolean);

/** Keeps the call true to the answers, the setup and the document. */
function useDialing() {
  const flow = useDocument((state) => state.identity?.flow ?? "");
  const commands = useDocument((state) => state.commands);
  const { answers, setup, called } = useCall();
  useEffect(() => take(flow), [flow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what a call is made of
  useEffect(() => void dial(), [flow, commands, answers, setup]);
  useEffect(() => {
    if (called) light(called);
  }, [called]);
  useEffect(() => () => unpaint("call"), []);
}

/** Gives the focus to the answer when another question comes, unless it is elsewhere in the page. */
function useFocus() {
  const panel = useRef<HTMLElement>(null);
  const called = useCall((state) => state.called);
  useEffect(() => {
    const active = document.activeElement;
    const free = active === document.body || active?.closest(".toolbar, .react-flow, .side");
    if (!called || !free || active?.closest(".phone-about, .save-test")) return;
    panel.current?.querySelector<HTMLElement>("[data-answer]")?.focus();
  }, [called]);
  return panel;
}

function leave() {
  showPanel("properties");
  document.querySelector<HTMLElement>('.toolbar [aria-label="Call this flow"]')?.focus();
}

function pressed(event: KeyboardEvent<HTMLElement>) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const { called } = useCall.getState();
  const writes = (event.target as HTMLElement).matches("input, textarea, select");
  const key = event.key;
  if (key === "Escape") leave();
  else if (!writes && KEYS.test(key) && called?.question?.kind === "input")
    answer(called.question, "keys", key);
  else return;
  event.preventDefault();
}

export function Phone() {
  useDialing();
  const panel = useFocus();
  const { called, problem, aloud } = useCall();
  useReading(
    useMemo(() => heardIn(called), [called]),
    aloud,
  );
  return (
    <section className="phone" aria-label="Phone" ref={panel} onKeyDown={pressed}>
      <div className="phone-call">
        <PhoneBar />
        {problem && (
          <p className="said-error" role="alert">
            {problem}
          </p>
        )}
        {!called && !problem && <p className="empty">Calling…</p>}
        {called && <Log called={called} />}
        {called?.question && (
          <Turn
            key={`${called.events.length}/${called.question.block}`}
            question={called.question}
          />
        )}
        {called && !called.question && <Ended called={called} />}
      </div>
      <About />
    </section>
  );
}
