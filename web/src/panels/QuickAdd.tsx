/** The list of blocks where a link was dropped: choose one, and it is added there, connected. */

import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import type { Catalogue } from "../api/types";
import { add } from "../canvas/drop";
import { freeSpot } from "../canvas/room";
import { type QuickAdd as Asked, useCanvas } from "../canvas/store";
import { show } from "../canvas/window";
import { found } from "./Dock";

const WIDTH = 260;
const HEIGHT = 340;

const shut = () => useCanvas.setState({ quick: null });

function List({ catalogue, asked }: { catalogue: Catalogue; asked: Asked }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const blocks = useMemo(
    () => found(catalogue, words).flatMap((category) => category.blocks),
    [catalogue, words],
  );
  useEffect(() => {
    document.querySelector(".quick [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  const choose = async (title: string | undefined) => {
    shut();
    if (title) show(await add(title, freeSpot(asked.place), asked.from), false);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, blocks.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") void choose(blocks[at]?.title);
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = Math.max(8, Math.min(asked.at.x, innerWidth - WIDTH - 8));
  const top = Math.max(8, Math.min(asked.at.y, innerHeight - HEIGHT - 8));
  return (
    <div className="quick" style={{ left, top }}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened by pointing here
        autoFocus
        type="search"
        role="combobox"
        aria-label="Block to add"
        aria-expanded="true"
        aria-controls="quick-list"
        aria-activedescendant={blocks[at] ? `quick-${at}` : undefined}
        placeholder="Add a block here"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={keys}
        onBlur={() => setTimeout(shut, 200)}
      />
      <div role="listbox" id="quick-list" aria-label="Blocks">
        {blocks.map((block, index) => (
          <div
            key={block.title}
            id={`quick-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={`dock-block tone-${block.category}`}
            onPointerDown={(event) => {
              event.preventDefault();
              void choose(block.title);
            }}
          >
            {block.title}
          </div>
        ))}
      </div>
    </div>
  );
}

export function QuickAdd({ catalogue }: { catalogue: Catalogue }) {
  const quick = useCanvas((state) => state.quick);
  return quick && <List catalogue={catalogue} asked={quick} />;
}
