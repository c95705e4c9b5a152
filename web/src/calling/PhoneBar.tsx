/** The line above the call: its channel, a step back, from the start, reading aloud. */

import { RotateCcw, Undo2, Volume2 } from "lucide-react";
import type { Channel } from "../api/types";
import { canSpeak } from "./speech";
import { callAgain, change, stepBack, useCall } from "./store";

const CHANNELS: [Channel, string][] = [
  ["VOICE", "Voice"],
  ["CHAT", "Chat"],
  ["TASK", "Task"],
  ["EMAIL", "Email"],
];

export function PhoneBar() {
  const { setup, answers, aloud } = useCall();
  return (
    <div className="phone-bar">
      <select
        aria-label="Channel"
        value={setup.channel}
        onChange={({ target }) => change({ channel: target.value as Channel })}
      >
        {CHANNELS.map(([channel, label]) => (
          <option key={channel} value={channel}>
            {label}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="icon-button"
        aria-label="Step back"
        title="Step back: take the last answer away"
        disabled={answers.length === 0}
        onClick={stepBack}
      >
        <Undo2 size={16} />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Call again"
        title="Call again from the start"
        onClick={callAgain}
      >
        <RotateCcw size={16} />
      </button>
      <span className="fill" />
      {canSpeak && (
        <button
          type="button"
          className="icon-button"
          aria-label="Read aloud"
          title="Read aloud with the browser's voice"
          aria-pressed={aloud}
          onClick={() => useCall.setState({ aloud: !aloud })}
        >
          <Volume2 size={16} />
        </button>
      )}
    </div>
  );
}
