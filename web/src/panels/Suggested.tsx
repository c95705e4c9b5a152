/** A value of a list that may be incomplete, such as voices and languages; another may be written. */

import { useState } from "react";
import type { Field } from "../api/types";
import { useDescribed } from "../parts/describing";
import { Listen } from "./Listen";
import { TextField } from "./TextField";

const OTHER = "\0other";

interface Props {
  field: Field;
  hint: string;
  set: (value: string) => void;
}

export function Suggested({ field, hint, set }: Props) {
  const value = field.value ?? "";
  const described = useDescribed();
  const [writes, setWrites] = useState(false);
  const language = field.languages[value];
  if (writes)
    return (
      <TextField
        label={field.label}
        value={value}
        required={field.required}
        suggested={field.suggested}
        hint={hint}
        change={(text) => {
          setWrites(false);
          set(text);
        }}
      />
    );
  return (
    <>
      <label className="field">
        <span className="label">
          {field.label}
          {field.required && <span className="required"> required</span>}
        </span>
        <select
          value={value}
          {...described}
          onChange={({ target }) => (target.value === OTHER ? setWrites(true) : set(target.value))}
        >
          {(!field.required || value === "") && <option value="">Not set</option>}
          {value !== "" && !field.suggested.includes(value) && (
            <option value={value}>{value}</option>
          )}
          {field.suggested.map((each) => (
            <option key={each} value={each}>
              {field.languages[each] ? `${each} (${field.languages[each]})` : each}
            </option>
          ))}
          <option value={OTHER}>Another value…</option>
        </select>
        {hint && <p className="hint">{hint}</p>}
      </label>
      {language && <Listen text={`This is ${value}.`} language={language} />}
    </>
  );
}
