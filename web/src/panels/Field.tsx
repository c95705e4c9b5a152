/** One parameter of a block: fixed or dynamic, a choice, a resource, a string, a list. */

import type { Field as Said } from "../api/types";
import { perform } from "../document/sync";
import { Picker } from "./Picker";
import { Several } from "./Several";
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
  const clear = () => void perform({ kind: "removeParameter", block, path });
  const set = (text: string) => {
    if (text === "" && !field.required) return field.present ? clear() : undefined;
    return void perform({ kind: "setParameter", block, path, ...valueFrom(field.kind, text) });
  };
  return { set, clear };
}

function Choice({ field, set }: { field: Said; set: Change }) {
  const value = field.value ?? "";
  const stray = value !== "" && !field.allowed.includes(value);
  return (
    <label className="field">
      <span className="label">
        {field.label}
        {field.required && <span className="required"> required</span>}
      </span>
      <select value={value} onChange={(event) => set(event.target.value)}>
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
  const { set } = setting(field, block);
  const hint = field.refused ? "This value is not accepted here." : field.note;
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
  if (field.kind === "boolean" && field.allowed.length === 0 && !field.isDynamic)
    return (
      <Choice field={{ ...field, allowed: ["true", "false"] }} set={(text) => set(String(text))} />
    );
  if (field.allowed.length > 0 && !field.isDynamic)
    return <Choice field={field} set={(text) => set(String(text))} />;
  if (field.refersTo && !field.isDynamic)
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
  return (
    <TextField
      label={field.label}
      value={field.value ?? ""}
      lines={(field.value?.length ?? 0) > 40 || /^(text|ssml)$/i.test(field.name)}
      code={field.isDynamic}
      required={field.required}
      maxLength={field.isDynamic ? null : field.maxLength}
      suggested={field.suggested}
      hint={hint || range}
      placeholder={field.isDynamic ? "$.Attributes.name" : ""}
      change={set}
    />
  );
}

export function Field({ field, block }: { field: Said; block: string }) {
  const { set, clear } = setting(field, block);
  const dynamic = field.dynamic === "static-or-path";
  const indent = Math.min(field.depth, 3);
  return (
    <div
      className={`parameter depth-${indent}${field.present ? "" : " absent"}`}
      data-path={JSON.stringify(field.path)}
    >
      <Plain field={field} block={block} />
      {dynamic && (
        <label className="dynamic" title="Taken from an attribute while the contact runs">
          <input
            type="checkbox"
            checked={field.isDynamic}
            onChange={(event) => (event.target.checked ? set("$.Attributes.name") : clear())}
          />
          Dynamic
        </label>
      )}
    </div>
  );
}
