/** Finds blocks by title, name, settings and notes; results step through the canvas. */

import { type KeyboardEvent, useMemo, useState } from "react";
import type { View } from "../api/types";
import { NOTE } from "../canvas/nodes";
import { goTo } from "../canvas/window";
import { nameOf } from "../document/edits";
import { named } from "../document/named";
import { useDocument } from "../document/store";
import { showBottom } from "../parts/open_panels";

interface Hit {
  id: string;
  name: string;
  line: string;
}

export function hits(view: View | null, words: string): Hit[] {
  const wanted = words.trim().toLowerCase();
  if (!view || !wanted) return [];
  const fits = (text: string) => text.toLowerCase().includes(wanted);
  const blocks = view.blocks.flatMap((block): Hit[] => {
    const lines = [block.title, block.name, block.id, block.type].filter(Boolean);
    const settings = block.settings.map(([label, value]) => `${label}: ${value}`);
    const line = [...lines, ...settings, ...block.branches.map(({ label }) => label)].find(fits);
    if (line === undefined) return [];
    const name = nameOf(block);
    return [{ id: block.id, name, line: line === name ? settings.join(" · ") : line }];
  });
  const notes = view.annotations
    .filter((note) => fits(note.content))
    .map((note): Hit => ({ id: NOTE + note.id, name: "Note", line: note.content }));
  const exact = ({ name, line }: Hit) => [name, line].some((it) => it.toLowerCase() === wanted);
  return [...blocks, ...notes].toSorted((a, b) => Number(exact(b)) - Number(exact(a)));
}

/** Back to the canvas: to what was found last, if there is any. */
function leave(hit: Hit | undefined) {
  showBottom(null);
  if (hit) goTo(hit.id);
}

export function Find() {
  const view = useDocument((state) => state.view);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(-1);
  const references = useDocument((state) => state.said?.references);
  const found = useMemo(
    () => hits(view && named(view, references ?? []), words),
    [view, references, words],
  );
  const show = (index: number) => {
    const next = (index + found.length) % found.length;
    const hit = found[next];
    setAt(next);
    if (hit) goTo(hit.id, false);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && found.length) show(event.shiftKey ? at - 1 : at + 1);
    else if (event.key === "ArrowDown" && found.length) show(at + 1);
    else if (event.key === "ArrowUp" && found.length) show(at - 1);
    else if (event.key === "Escape") leave(found[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="find">
      <div className="row">
        <input
          // biome-ignore lint/a11y/noAutofocus: the panel was opened to write here
          autoFocus
          type="search"
          aria-label="Find in titles, names, settings and notes"
          placeholder="Find in titles, names, settings and notes"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(-1);
          }}
          onKeyDown={keys}
        />
        <span className="soft" role="status">
          {words && `${found.length} found`}
        </span>
      </div>
      <ul className="rows">
        {found.map((hit, index) => (
          <li key={hit.id}>
            <button
              type="button"
              className="row-button"
              aria-current={index === at ? "true" : undefined}
              onClick={() => show(index)}
            >
              <span className="where" dir="auto">
                {hit.name}
              </span>
              <span className="what" dir="auto">
                {hit.line}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
