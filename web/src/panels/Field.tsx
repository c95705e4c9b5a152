/** One parameter of a block: fixed or dynamic, a choice, a resource, a string, a list. */

import type { Field as Said } from "../api/types";
import { perform } from "../document/sync";
import { UNCHOSEN } from "../document/unchosen";
import { useDescribed } from "../parts/describing";
import { AttributePicker } from "./AttributePicker";
import { Beside, usePlaced } from "./Findings";
import { keepFormer, takeFormer } from "./former";
import { Listen } from "./Listen";
import { Picker } from "./Picker";
import { keyOf } from "./placing";
import { Several } from "./Several";
import { Suggested } from "./Suggested";
import { TextField } from "./TextField";

type Change = (value: unknown) => void;

/** A text as the parameter's kind has it. */
export function valueFrom(kind: Said["kind"], text: string): { value: unknown } | { text: string } {
  if (kind === "boolean") return { value: text === "true" };
  if ((kind === "integer" || kind === "number") && text.trim() !== "") {
    const number = Number(text);
    return Number.isSafeInteger(number) || (kind === "number" && Number.isFinite(number))
      ? { value: number }
      : { text };
  }
  return { value: text };
}

function setting(field: Said, block: string) {
  const { path } = field;
  const clear = () => perform({ kind: "removeParameter", block, path });
  const set = (text: string) => {
    if (text === "" && !field.required) return field.present ? clear() : undefined;
    return perform({ kind: "setParameter", block, path, ...valueFrom(field.kind, text) });
  };
  /** Reads an attribute from now on; until one is chosen, its path is unfinished. */
  const read = (attribute: string) =>
    void perform({ kind: "setParameter", block, path, value: attribute });
  return { set, clear, read };
}

const isSpoken = ({ name }: Said) => /(^|\.)(text|ssml)$/i.test(name);

/** Whether attributes may be part of the text of a field. */
const holdsAttributes = ({ dynamic, kind }: Said) => dynamic === "text" && kind === "string";

function Choice({ field, set }: { field: Said; set: Change }) {
  const value = field.value ?? "";
  const stray = value !== "" && !field.allowed.includes(value);
  return (
    <label className="field">
      <span className="label">
        {field.label}
        {field.required && <span className="required"> required</span>}
      </span>
      <select value={value} onChange={(event) => set(event.target.value)} {...useDescribed()}>
        {(!field.required || value === "") && <option value="">Not set</option>}
        {stray && <option value={value}>{value}</option>}
        {field.allowed.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}

function Plain({ field, block }: { field: Said; block: string }) {
  const { set, read } = setting(field, block);
  const hint = field.refused ? "This value is not accepted here." : field.note;
  if (field.dynamic === "path" || (field.isDynamic && field.dynamic !== "text"))
    return (
      <AttributePicker
        label={field.label}
        value={field.value || UNCHOSEN}
        required={field.required}
        hint={field.refused ? hint : ""}
        change={read}
      />
    );
  if (["object", "map", "list"].includes(field.kind))
    return field.items ? (
      <Several field={field} block={block} />
    ) : (
      <TextField
        label={field.label}
        value={field.value ?? ""}
        lines
        code
        required={field.required}
        hint={hint}
        change={(text) =>
          text.trim() === ""
            ? setting(field, block).clear()
            : perform({ kind: "setParameter", block, path: field.path, text })
        }
      />
    );
  if (field.kind === "boolean" && field.allowed.length === 0)
    return (
      <Choice field={{ ...field, allowed: ["true", "false"] }} set={(text) => set(String(text))} />
    );
  if (field.allowed.length > 0) return <Choice field={field} set={(text) => set(String(text))} />;
  if (field.refersTo)
    return (
      <Picker
        label={field.label}
        kind={field.refersTo}
        resource={field.resource}
        written={field.value ?? ""}
        required={field.required}
        choose={(resource) => set(resource?.arn || resource?.id || "")}
        write={set}
      />
    );
  const range = [field.minimum, field.maximum].every((end) => end !== null)
    ? `${field.minimum} to ${field.maximum}`
    : "";
  if (field.suggested.length > 0) return <Suggested field={field} hint={hint} set={set} />;
  return (
    <>
      <TextField
        label={field.label}
        value={field.value ?? ""}
        lines={(field.value?.length ?? 0) > 40 || isSpoken(field)}
        required={field.required}
        hint={hint || range}
        attributes={holdsAttributes(field) ? "words" : undefined}
        change={set}
      />
      {isSpoken(field) && <Listen text={field.value ?? ""} />}
    </>
  );
}

export function Field({ field, block }: { field: Said; block: string }) {
  const { set, clear, read } = setting(field, block);
  const dynamic = field.dynamic === "static-or-path";
  const key = keyOf(field.path);
  const indent = Math.min(field.depth, 3);
  return (
    <div className={`parameter depth-${indent}${field.present ? "" : " absent"}`} data-path={key}>
      <Beside findings={usePlaced().fields.get(key)}>
        <Plain field={field} block={block} />
      </Beside>
      {dynamic && (
        <label className="dynamic" title="Taken from an attribute while the contact runs">
          <input
            type="checkbox"
            checked={field.isDynamic}
            onChange={({ target }) => {
              if (!target.checked) {
                const former = takeFormer(block, field.path);
                void (former ? set(former) : clear());
                return;
              }
              keepFormer(block, field.path, field.value ?? "");
              read(UNCHOSEN);
            }}
          />
          Dynamic
        </label>
      )}
    </div>
  );
}
