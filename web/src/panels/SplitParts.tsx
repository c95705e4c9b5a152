/** How the flow would be split into flows that can be exported: each part numbered on the canvas. */

import { type ComponentProps, useEffect, useState } from "react";
import { ApiError } from "../api/client";
import type { SplitPreview } from "../api/types";
import type { Mark } from "../canvas/nodes";
import { paint, select, unpaint } from "../canvas/store";
import { showAll } from "../canvas/window";
import { useDocument } from "../document/store";
import { ask, settled } from "../document/sync";
import { useAsked } from "../parts/useAsked";
import { count } from "../parts/words";
import { SplitDone, SplitWriting } from "./SplitWriting";

/** The parts, or why the flow can't be split. */
type Answer = Omit<SplitPreview, "blocks"> & Partial<SplitPreview> & { refused?: string };

const LEAST = 2;

function marksOf(parts: Answer["parts"]): Map<string, Mark> {
  const blocks = parts.flatMap(({ view }, index) =>
    view.blocks.map(({ id }): [string, Mark] => [id, `part-${index + 1}`]),
  );
  return new Map(parts.length > 1 ? blocks : []);
}

function Parts({ parts }: Pick<Answer, "parts">) {
  return (
    <ol className="rows">
      {parts.map(({ name, content, view }, index) => (
        <li key={name}>
          <button
            type="button"
            className="row-button"
            onClick={() => select(view.blocks.map((block) => block.id))}
          >
            <span className={`part-tag part-${index % 6}`}>{index + 1}</span>
            <span className="where" dir="auto" title={name}>
              {name}
            </span>
            <span className="what" dir="auto">
              {count(view.blocks.length, "block")}, {Math.ceil(content.length / 1024)} kB
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

export function SplitParts() {
  const commands = useDocument((state) => state.commands);
  const [wanted, setWanted] = useState<number | null>(null);
  const [into, setInto] = useState("flows");
  const [done, setDone] = useState<ComponentProps<typeof SplitDone>["done"]>([]);
  const how = { into, ...(wanted === null ? {} : { blocks: wanted }) };
  const { answer } = useAsked(async () => {
    await settled();
    return ask<Answer>("split", how).catch((error: unknown): Answer => {
      if (!(error instanceof ApiError)) throw error;
      return { refused: error.message, parts: [], added: [], carried: [] };
    });
  }, `${commands.length}/${wanted}/${into}`);
  useEffect(() => {
    if (!answer) return;
    paint("split", marksOf(answer.parts));
    if (answer.parts.length > 1) showAll();
  }, [answer]);
  useEffect(() => () => unpaint("split"), []);
  const parts = answer?.parts ?? [];
  const whole = parts.length === 1;
  return (
    <div className="split">
      <div className="row">
        <span>
          At most{" "}
          <input
            type="number"
            aria-label="Blocks in each part"
            min={LEAST}
            // The answer brings the usual number; what is written before would run into it.
            disabled={!answer && wanted === null}
            value={wanted ?? answer?.blocks ?? ""}
            onChange={({ target }) => setWanted(Math.max(LEAST, target.valueAsNumber || LEAST))}
          />{" "}
          blocks each, into{" "}
          <select
            aria-label="Split into"
            value={into}
            onChange={(event) => setInto(event.target.value)}
          >
            <option value="flows">flows</option>
            <option value="modules">flow modules</option>
          </select>
        </span>
        <span className="soft" role="status">
          {!answer && "Working it out…"}
          {whole && !answer?.refused && done.length === 0 && "This flow is small enough as it is."}
        </span>
        {parts.length > 1 && <SplitWriting parts={parts} how={how} done={setDone} />}
      </div>
      {answer?.refused && <p className="said-error">{answer.refused}</p>}
      <SplitDone done={done} />
      {!whole && <Parts parts={parts} />}
      {answer && answer.carried.length > 0 && (
        <p className="soft pad">
          Carried from part to part as contact attributes:{" "}
          {answer.carried.map(({ attribute }) => attribute).join(", ")}
        </p>
      )}
    </div>
  );
}
