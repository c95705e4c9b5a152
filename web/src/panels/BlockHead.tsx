/** The upper part of the properties: title, name, what the block does, notes. */

import { MessageSquareWarning } from "lucide-react";
import type { Properties } from "../api/types";
import { select, selection } from "../canvas/store";
import { nodeOf } from "../canvas/window";
import { blockOf } from "../document/edits";
import { newId } from "../document/ids";
import { useDocument } from "../document/store";
import { perform } from "../document/sync";
import { focusOn } from "../parts/focusing";
import { OtherFindings } from "./Findings";
import { TextField } from "./TextField";

/** Names a block, which stays the selected one; answers with why it was refused, if it was. */
async function rename(block: string, name: string): Promise<string> {
  const id = name || newId();
  const reason = await perform({ kind: "rename", block, name, id });
  if (reason) return reason;
  // Whoever chose something else while the server was asked stays there.
  if (selection().blocks.some((each) => each !== block && each !== id)) return "";
  const idle = document.activeElement;
  select([id]);
  if (idle === document.body) void focusOn(nodeOf(id), idle);
  return "";
}

function Notes({ block }: { block: string }) {
  const notes = useDocument((state) => state.view?.notes);
  const about = notes?.filter((note) => note.block === block) ?? [];
  if (about.length === 0) return null;
  return (
    <ul className="findings notes" aria-label="Notes of the conversion">
      {about.map((note) => (
        <li key={note.id} className="finding finding-note">
          <MessageSquareWarning size={14} aria-label={note.kind} />
          <span>{note.message}</span>
          <button
            type="button"
            className="link-button"
            onClick={() => void perform({ kind: "dismissNote", ids: [note.id] })}
          >
            Dismiss
          </button>
        </li>
      ))}
    </ul>
  );
}

export function BlockHead({ properties }: { properties: Properties }) {
  const { block, title, name, modes, type } = properties;
  const category = blockOf(block)?.category || "Other";
  return (
    <>
      <header className={`block-head tone-${category}`}>
        <h2>{title}</h2>
        <p className="soft">
          {type}
          {properties.doc && (
            <>
              {" · "}
              <a href={properties.doc} target="_blank" rel="noreferrer">
                Documentation
              </a>
            </>
          )}
        </p>
      </header>
      <Notes block={block} />
      <OtherFindings />
      <TextField
        label="Block name"
        name="blockName"
        value={name}
        placeholder="None"
        change={(value) => rename(block, value.trim())}
      />
      {modes.length > 1 && (
        <label className="field">
          <span className="label">What it does</span>
          <select
            value={modes.findIndex((mode) => mode.selected)}
            onChange={(event) =>
              void perform({ kind: "setMode", block, mode: Number(event.target.value) })
            }
          >
            {!modes.some((mode) => mode.selected) && <option value={-1}>Something else</option>}
            {modes.map((mode, index) => (
              <option key={mode.title} value={index}>
                {mode.title}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
