/** Beside the call: the contact's attributes, the mocks, and how the call begins. */

import { useId, useState } from "react";
import type { Called } from "../api/types";
import { change, useCall } from "./store";

const TABS = ["Contact", "Mocks", "Setup"] as const;

function Pairs({ title, pairs }: { title: string; pairs: [string, string][] }) {
  if (pairs.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Contact({ called }: { called: Called | null }) {
  if (!called) return null;
  const { attributes, flowAttributes, queue, notes } = called;
  const empty = attributes.length + flowAttributes.length + notes.length === 0 && !queue;
  return (
    <>
      {empty && <p className="soft">No attribute, no queue and no note so far.</p>}
      <Pairs title="Contact attributes" pairs={attributes} />
      <Pairs title="Flow attributes" pairs={flowAttributes} />
      {queue && <Pairs title="Working queue" pairs={[["Queue", queue]]} />}
      {notes.length > 0 && (
        <>
          <h3>Notes</h3>
          <ul className="plain">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const EXAMPLE = `functions:
  look-up: {result: {name: Ann}}
hours:
  Main: open`;

/** A field that is taken when it is left, so that no call is made for half a word. */
function Lines({
  label,
  hint,
  value,
  example,
  take,
}: {
  label: string;
  hint: string;
  value: string;
  example: string;
  take: (text: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        key={value}
        className="code"
        rows={5}
        spellCheck={false}
        defaultValue={value}
        placeholder={example}
        onBlur={({ target }) => target.value !== value && take(target.value)}
      />
      <p className="hint">{hint}</p>
    </div>
  );
}

function Mocks() {
  const mocks = useCall((state) => state.setup.mocks);
  return (
    <Lines
      label="Mocks"
      hint="What functions, bots, hours and queues answer, as in a file of mocks. Without a mock you are asked."
      value={mocks}
      example={EXAMPLE}
      take={(text) => change({ mocks: text })}
    />
  );
}

function Setup() {
  const { at, number, attributes, seed } = useCall((state) => state.setup);
  return (
    <>
      <label className="label">
        Moment
        <input
          type="datetime-local"
          value={at}
          onChange={({ target }) => change({ at: target.value })}
        />
      </label>
      <p className="hint">When the call begins, on the clock of the hours. Empty: now.</p>
      <label className="label">
        Caller's number
        <input
          key={number}
          defaultValue={number}
          placeholder="+15551234567"
          onBlur={({ target }) =>
            target.value !== number && change({ number: target.value.trim() })
          }
        />
      </label>
      <Lines
        label="Attributes at the start"
        hint="One a line: name=value."
        value={attributes}
        example="tier=gold"
        take={(text) => change({ attributes: text })}
      />
      <label className="label">
        Seed of percentages
        <input
          type="number"
          value={seed}
          onChange={({ target }) => change({ seed: Math.trunc(target.valueAsNumber) || 0 })}
        />
      </label>
    </>
  );
}

export function About() {
  const called = useCall((state) => state.called);
  const [tab, setTab] = useState<(typeof TABS)[number]>("Contact");
  return (
    <div className="phone-about">
      <div className="tabs">
        <div role="tablist" aria-label="Of the call">
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              aria-selected={tab === name}
              onClick={() => setTab(name)}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lists are scrolled with the keys */}
      <div className="about-body" role="tabpanel" aria-label={tab} tabIndex={0}>
        {tab === "Contact" && <Contact called={called} />}
        {tab === "Mocks" && <Mocks />}
        {tab === "Setup" && <Setup />}
      </div>
    </div>
  );
}
