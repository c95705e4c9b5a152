/**
 * A text that becomes a command when it is left, or with Enter. Escape takes it back. A text that is
 * refused stays, with the reason.
 */

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { hearing } from "../document/sync";
import { useDescribed } from "../parts/describing";
import { tell } from "../parts/toasts";
import { InsertAttribute } from "./InsertAttribute";

interface Props {
  label: string;
  value: string;
  change: (value: string) => unknown;
  name?: string;
  lines?: boolean;
  code?: boolean;
  hiddenLabel?: boolean;
  placeholder?: string;
  required?: boolean;
  suggested?: string[];
  hint?: string;
  /** Whether attributes may be part of it, and how their picker is shown. */
  attributes?: "words" | "sign" | undefined;
}

export function TextField(props: Props) {
  const { label, value, change, lines = false, suggested = [] } = props;
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  // What was sent last: Enter and then leaving the field are one change, not two.
  const sent = useRef(value);
  const [reason, setReason] = useState("");
  useEffect(() => {
    setReason("");
    sent.current = value;
    if (field.current) field.current.value = value;
  }, [value]);
  const done = () => {
    const now = field.current?.value ?? value;
    if (now === value || now === sent.current) return;
    sent.current = now;
    setReason("");
    // A field that was left for another block says nothing any more: a message does.
    const hear = (said: string) => (field.current ? setReason(said) : tell("error", said));
    void hearing(hear, () => change(now));
  };
  const insert = (path: string) => {
    const input = field.current;
    if (!input) return;
    input.setRangeText(path, input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
    input.focus();
    done();
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && (!lines || event.ctrlKey || event.metaKey)) done();
    else if (event.key === "Escape" && field.current) {
      sent.current = value;
      field.current.value = value;
      setReason("");
    } else return;
    event.stopPropagation();
  };
  const common = {
    id,
    ref: field,
    defaultValue: value,
    name: props.name,
    placeholder: props.placeholder,
    dir: props.code ? undefined : "auto",
    className: props.code ? "code" : undefined,
    spellCheck: props.code ? false : undefined,
    "aria-required": props.required,
    ...useDescribed(reason || props.hint ? `${id}-hint` : "", reason !== ""),
    onBlur: done,
    onKeyDown: keys,
  } as const;
  return (
    <div className="field">
      <label htmlFor={id} className={props.hiddenLabel ? "hidden" : "label"}>
        {label}
        {props.required && <span className="required"> required</span>}
      </label>
      {lines ? (
        <textarea {...common} rows={Math.min(10, Math.max(2, value.split("\n").length))} />
      ) : (
        <input {...common} list={suggested.length ? `${id}-list` : undefined} />
      )}
      {props.attributes && (
        <InsertAttribute insert={insert} wordless={props.attributes === "sign"} />
      )}
      {suggested.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggested.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {(reason || props.hint) && (
        <p
          className={reason ? "hint error" : "hint"}
          id={`${id}-hint`}
          role={reason ? "alert" : undefined}
        >
          {reason || props.hint}
        </p>
      )}
    </div>
  );
}
