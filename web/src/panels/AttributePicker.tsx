/** Chooses an attribute: its namespace, then its key among those that the flows around use. */

import { useId, useState } from "react";
import type { Namespace } from "../api/types";
import { UNCHOSEN } from "../document/unchosen";
import { useDescribed } from "../parts/describing";
import { useNamespaces } from "./namespaces";
import { TextField } from "./TextField";

const SYSTEM = "$.";
const PLAIN = /^[\w-]+(\[\d+\])*(\.[\w-]+(\[\d+\])*)*$/;

/** The path of a key; a key that can't follow a dot is written in brackets. */
export function pathOf(prefix: string, key: string): string {
  if (key.startsWith("$.") || PLAIN.test(key) || /^\[['"]/.test(key)) {
    return key.startsWith("$.") ? key : prefix + key;
  }
  return `${prefix}[${key.includes("'") ? `"${key}"` : `'${key}'`}]`;
}

/** The namespace of a path: that with the longest beginning in common. */
export function namespaceOf(spaces: readonly Namespace[], path: string): Namespace | undefined {
  if (path === UNCHOSEN || !path.startsWith("$")) return undefined;
  const known = spaces.find((each) => each.keys.some((key) => key.path === path));
  const fitting = spaces.filter((each) => path.startsWith(each.prefix));
  return known ?? fitting.sort((one, other) => other.prefix.length - one.prefix.length)[0];
}

interface Props {
  label: string;
  value: string;
  required: boolean;
  hint: string;
  change: (path: string) => void;
}

export function AttributePicker({ label, value, required, hint, change }: Props) {
  const id = useId();
  const spaces = useNamespaces();
  const [chosen, setChosen] = useState("");
  const written = namespaceOf(spaces, value);
  const space = spaces.find((each) => each.title === chosen) ?? written;
  const isOther = chosen !== "" && chosen !== written?.title;
  const key = isOther || !space || value === UNCHOSEN ? "" : value.slice(space.prefix.length);
  const keys = space?.keys ?? [];
  return (
    <fieldset className="attribute">
      <legend className="label">
        {label}
        {required && <span className="required"> required</span>}
      </legend>
      <label className="field">
        <span className="label">Namespace</span>
        <select
          value={space?.title ?? ""}
          {...useDescribed(`${id}-hint`)}
          onChange={({ target }) => {
            setChosen(target.value);
            if (value !== UNCHOSEN) change(UNCHOSEN);
          }}
        >
          {!space && <option value="">Choose a namespace</option>}
          {spaces.map((each) => (
            <option key={each.title} value={each.title}>
              {each.title}
            </option>
          ))}
        </select>
      </label>
      {space?.prefix === SYSTEM ? (
        <label className="field">
          <span className="label">Key</span>
          <select
            value={isOther ? "" : value}
            onChange={({ target }) => target.value && change(target.value)}
          >
            {!keys.some((each) => each.path === value) && (
              <option value={isOther || value === UNCHOSEN ? "" : value}>
                {isOther || value === UNCHOSEN ? "Choose a key" : value}
              </option>
            )}
            {keys.map((each) => (
              <option key={each.path} value={each.path}>
                {each.path.slice(SYSTEM.length)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        space && (
          <TextField
            key={space.title}
            label="Key"
            value={key}
            code
            suggested={keys.map((each) => each.path.slice(space.prefix.length))}
            placeholder="Choose or write a key"
            change={(text) => change(text.trim() ? pathOf(space.prefix, text.trim()) : UNCHOSEN)}
          />
        )
      )}
      <p
        className={
          key || (space?.prefix === SYSTEM && !isOther && value !== UNCHOSEN)
            ? "hint"
            : "hint warning"
        }
        id={`${id}-hint`}
      >
        {value === UNCHOSEN
          ? "Choose an attribute; until then the flow can't be published."
          : hint || value}
      </p>
    </fieldset>
  );
}
