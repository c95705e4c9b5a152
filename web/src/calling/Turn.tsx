/** What is asked now: the caller's keys or words, what a resource answers, what a path reads. */

import { PhoneOff, Send } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { Called, CallQuestion } from "../api/types";
import { branchName } from "./Log";
import { SaveTest } from "./SaveTest";
import { answer, useCall } from "./store";

const PAD = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const ONLY_KEYS = /^[0-9*#]+$/;

function HangUp({ question }: { question: CallQuestion }) {
  if (!question.hangUp) return null;
  return (
    <button type="button" className="button danger" onClick={() => answer(question, "hang up")}>
      <PhoneOff size={14} aria-hidden /> Hang up
    </button>
  );
}

function Input({ question }: { question: CallQuestion }) {
  const chat = useCall((state) => state.setup.channel === "CHAT");
  const [text, setText] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said) answer(question, ONLY_KEYS.test(said) ? "keys" : "words", said);
  };
  const press = (key: string) =>
    question.single ? answer(question, "keys", key) : setText((before) => before + key);
  const label = chat ? "Message" : "Keys or words";
  return (
    <form className="turn" onSubmit={send}>
      <div className="row">
        <input
          data-answer
          aria-label={label}
          placeholder={label}
          autoComplete="off"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button primary" disabled={!text.trim()}>
          <Send size={14} aria-hidden /> Send
        </button>
      </div>
      {!chat && (
        // biome-ignore lint/a11y/useSemanticElements: a keypad is not part of a form
        <div className="keypad" role="group" aria-label="Keypad">
          {PAD.map((key) => (
            <button key={key} type="button" onClick={() => press(key)}>
              {key}
            </button>
          ))}
        </div>
      )}
      <div className="row">
        <button type="button" className="button" onClick={() => answer(question, "silence")}>
          Say nothing
        </button>
        <span className="fill" />
        <HangUp question={question} />
      </div>
    </form>
  );
}

/** What is said to a bot: the name of an intent, as long as no mock knows more. */
function Words({ question }: { question: CallQuestion }) {
  const [text, setText] = useState("");
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) answer(question, "words", text.trim());
      }}
    >
      <input
        data-answer
        aria-label="Message"
        placeholder="Words, or choose an intent"
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className="button primary" disabled={!text.trim()}>
        <Send size={14} aria-hidden /> Send
      </button>
    </form>
  );
}

function Value({ question }: { question: CallQuestion }) {
  const [text, setText] = useState("");
  return (
    <form
      className="turn"
      onSubmit={(event) => {
        event.preventDefault();
        answer(question, "", text);
      }}
    >
      <label className="label">
        What does <code>$.{question.about}</code> read?
        <input
          data-answer
          autoComplete="off"
          placeholder="Empty"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className="row">
        <span className="fill" />
        <button type="submit" className="button primary">
          {text ? "Use this" : "Use an empty value"}
        </button>
      </div>
    </form>
  );
}

/** What was written as a result, or why it is none. */
function resultIn(text: string): { value?: unknown; problem?: string } {
  if (!text.trim()) return {};
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: `The result is not JSON: ${(error as Error).message}` };
  }
}

function Choice({ question }: { question: CallQuestion }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const takes = question.options.some((option) => option.result);
  const about = question.about || question.title || "the queue";
  const choose = (label: string, result: boolean) => {
    const found = result ? resultIn(text) : {};
    if (found.problem) setProblem(found.problem);
    else answer(question, label, found.value);
  };
  return (
    <fieldset className="turn-body">
      <legend className="label">
        What does <b>{about}</b> answer?
      </legend>
      {takes && (
        <textarea
          className="code"
          rows={2}
          aria-label="Result as JSON, if it matters"
          placeholder='Result as JSON, if it matters: {"name": "Ann"}'
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      )}
      {problem && (
        <p className="said-error" role="alert">
          {problem}
        </p>
      )}
      <div className="choices">
        {question.options.map(({ label, branch, error, result }, index) => (
          <button
            key={label}
            type="button"
            className={`button${error ? " danger" : ""}`}
            {...(index === 0 ? { "data-answer": true } : {})}
            onClick={() => choose(label, result)}
          >
            {(branch && branchName(question, branch)) || label}
          </button>
        ))}
        <HangUp question={question} />
      </div>
    </fieldset>
  );
}

export function Turn({ question }: { question: CallQuestion }) {
  if (question.kind === "input") return <Input question={question} />;
  if (question.kind === "value") return <Value question={question} />;
  return (
    <div className="turn">
      {question.words && <Words question={question} />}
      <Choice question={question} />
    </div>
  );
}

export function Ended({ called }: { called: Called }) {
  return (
    <div className="turn">
      {called.problem && <p className="said-error">{called.problem}</p>}
      {called.maySave && <SaveTest />}
    </div>
  );
}
