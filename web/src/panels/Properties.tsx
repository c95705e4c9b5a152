/** The properties of a block: what the server says that it has, as a form. */

import { useEffect, useRef } from "react";
import type { Properties as Said } from "../api/types";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { BlockHead } from "./BlockHead";
import { Branches } from "./Branches";
import { Conditions } from "./Conditions";
import { Field } from "./Field";
import { TextField } from "./TextField";
import { usePanels } from "./which";

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
  const editable = useDocument(mayEdit);
  const wanted = usePanels((state) => state.field);
  const form = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!wanted) return;
    const field = form.current?.querySelector<HTMLElement>(
      `[data-path="${CSS.escape(wanted)}"] :is(input, select, textarea, button)`,
    );
    field?.focus();
    usePanels.setState({ field: "" });
  }, [wanted]);
  return (
    <fieldset className="properties" disabled={!editable} ref={form}>
      <legend className="hidden">{properties.title}</legend>
      <BlockHead properties={properties} />
      {properties.fields.map((field) => (
        <Field key={JSON.stringify(field.path)} field={field} block={properties.block} />
      ))}
      <Unknown properties={properties} />
      <Conditions
        key={`conditions/${JSON.stringify(properties.conditions?.rows)}`}
        properties={properties}
      />
      <Branches properties={properties} />
    </fieldset>
  );
}
