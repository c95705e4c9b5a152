/** Tags of flows: one is set on all that are chosen, or taken off them. */

import { X } from "lucide-react";
import type { FormEvent } from "react";
import type { Row } from "../api/types";
import { Dialog } from "../parts/Dialog";
import { FormEnd } from "../parts/FormEnd";
import { count } from "../parts/words";

interface Props {
  noun: string;
  rows: Row[];
  change: (change: (row: Row) => Partial<Row>) => void;
  close: () => void;
}

/** Each tag that is on some of the rows, with on how many. */
function tally(rows: readonly Row[]): [string, number][] {
  const found = new Map<string, number>();
  for (const { tags } of rows)
    for (const [key, value] of Object.entries(tags)) {
      const tag = `${key}: ${value}`;
      found.set(tag, (found.get(tag) ?? 0) + 1);
    }
  return [...found].toSorted();
}

const without = (tags: Row["tags"], tag: string) =>
  Object.fromEntries(Object.entries(tags).filter(([key, value]) => `${key}: ${value}` !== tag));

export function TagsDialog({ noun, rows, change, close }: Props) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [key = "", value = ""] = ["key", "value"].map((name) => String(form.get(name)).trim());
    change(({ tags }) => ({ tags: { ...tags, [key]: value } }));
    close();
  };
  const tags = tally(rows);
  return (
    <Dialog title={`Tags of ${count(rows.length, noun)}`} close={close}>
      {tags.length > 0 && (
        <ul className="plain tag-list">
          {tags.map(([tag, number]) => (
            <li key={tag} className="row">
              <span className="chip">{tag}</span>
              {rows.length > 1 && <span className="soft">on {number}</span>}
              <span className="fill" />
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${tag}`}
                onClick={() => change((row) => ({ tags: without(row.tags, tag) }))}
              >
                <X size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="form" onSubmit={submit}>
        <label>
          Key
          <input name="key" required pattern="(?!aws:).*" title="Not aws:…" />
        </label>
        <label>
          Value
          <input name="value" />
        </label>
        <FormEnd
          close={close}
          out="Close"
          does={rows.length > 1 ? `Set on all ${rows.length}` : "Set"}
        />
      </form>
    </Dialog>
  );
}
