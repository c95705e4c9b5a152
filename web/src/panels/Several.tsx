/** A parameter that holds several values: a list, or values by key. */

import { Plus, X } from "lucide-react";
import type { Field } from "../api/types";
import { perform } from "../document/sync";
import { useDescribed } from "../parts/describing";
import { TextField } from "./TextField";

/** An item that is structured is edited as JSON text. */
const written = (value: string) => (/^\s*[[{]/.test(value) ? { text: value } : { value });

function freshKey(items: { key?: string }[]): string {
  for (let number = items.length + 1; ; number++) {
    const key = `key${number}`;
    if (!items.some((item) => item.key === key)) return key;
  }
}

export function Several({ field, block }: { field: Field; block: string }) {
  const items = field.items ?? [];
  const keyed = field.kind === "map";
  const put = (path: (string | number)[], value: string) =>
    void perform({ kind: "setParameter", block, path, ...written(value) });
  const drop = (path: (string | number)[]) =>
    void perform({ kind: "removeParameter", block, path });
  const rename = (item: (typeof items)[number], key: string) =>
    void perform({
      kind: "all",
      label: `Rename ${item.key}`,
      commands: [
        { kind: "removeParameter", block, path: item.path },
        { kind: "setParameter", block, path: [...field.path, key], value: item.value },
      ],
    });
  return (
    <fieldset className="several" aria-describedby={useDescribed()["aria-describedby"]}>
      <legend className="label">
        {field.label}
        {field.required && <span className="required"> required</span>}
      </legend>
      {items.map((item) => (
        <div className="row" key={JSON.stringify(item.path)}>
          {keyed && (
            <TextField
              hiddenLabel
              label="Key"
              value={item.key ?? ""}
              change={(key) => rename(item, key)}
            />
          )}
          <TextField
            hiddenLabel
            label={keyed ? `Value of ${item.key}` : `${field.label} ${item.path.at(-1)}`}
            value={item.value}
            suggested={field.suggested}
            attributes={keyed && field.dynamic === "text" ? "sign" : undefined}
            change={(value) => put(item.path, value)}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${item.key ?? item.value}`}
            onClick={() => drop(item.path)}
          >
            <X size={14} />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="link-button"
        onClick={() => put([...field.path, keyed ? freshKey(items) : items.length], "")}
      >
        <Plus size={13} aria-hidden /> Add
      </button>
    </fieldset>
  );
}
