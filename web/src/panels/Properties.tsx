/** The properties of a block: what the server says that it has, as a form. */

import { useEffect, useRef } from "react";
import type { Properties as Said } from "../api/types";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { usePanels } from "../parts/open_panels";
import { count } from "../parts/words";
import { BlockHead } from "./BlockHead";
import { Branches } from "./Branches";
import { Conditions } from "./Conditions";
import { Field } from "./Field";
import { usePlaced, WithFindings } from "./Findings";
import { keyOf } from "./placing";
import { TextField } from "./TextField";

function Unknown({ properties }: { properties: Said }) {
  if (properties.unknown.length === 0) return null;
  return (
    <fieldset className="group">
      <legend>Other settings</legend>
      <p className="soft">
        Flowport does not know these. They are kept as they are; edit them as JSON.
      </p>
      {properties.unknown.map(({ path, text }) => (
        <TextField
          key={JSON.stringify(path)}
          label={path.join(" › ")}
          value={text}
          lines
          code
          change={(value) =>
            perform({ kind: "setParameter", block: properties.block, path, text: value })
          }
        />
      ))}
    </fieldset>
  );
}

export function Properties({ properties }: { properties: Said }) {
  return (
    <WithFindings properties={properties}>
      <Form properties={properties} />
    </WithFindings>
  );
}

function Form({ properties }: { properties: Said }) {
  const about = usePlaced();
  const editable = useDocument(mayEdit);
  const wanted = usePanels((state) => state.field);
  const form = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!wanted) return;
    const field = form.current?.querySelector<HTMLElement>(
      `[data-path="${CSS.escape(wanted)}"] :is(input, select, textarea, button)`,
    );
    field?.closest("details")?.setAttribute("open", "");
    field?.focus();
    usePanels.setState({ field: "" });
  }, [wanted]);
  const shown = properties.fields.filter(
    (field) =>
      field.present ||
      field.required ||
      field.group !== null ||
      about.fields.has(keyOf(field.path)),
  );
  const more = properties.fields.filter((field) => !shown.includes(field));
  const line = (field: Said["fields"][number]) => (
    <Field key={keyOf(field.path)} field={field} block={properties.block} />
  );
  return (
    <fieldset className="properties" disabled={!editable} ref={form}>
      <legend className="hidden">{properties.title}</legend>
      <BlockHead properties={properties} />
      {shown.map(line)}
      {more.length > 0 && (
        <details className="more-settings">
          <summary>{count(more.length, "more setting")}</summary>
          {more.map(line)}
        </details>
      )}
      <Unknown properties={properties} />
      <Conditions
        key={`conditions/${JSON.stringify(properties.conditions?.rows)}`}
        properties={properties}
      />
      <Branches properties={properties} />
    </fieldset>
  );
}
