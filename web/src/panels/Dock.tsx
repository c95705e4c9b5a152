/** The blocks that a flow of this type may have: to drag, or to add with a click. */

import { ChevronDown, ChevronRight, Search } from "lucide-react";
import { useMemo, useState } from "react";
import type { Catalogue, PaletteBlock } from "../api/types";
import { addAnywhere, BLOCK_TYPE } from "../canvas/drop";
import { FlowDetails } from "./FlowDetails";

const tone = (category: string) => category.split(/[^A-Za-z]/)[0] || "Other";

function Entry({ block }: { block: PaletteBlock }) {
  return (
    <li>
      <button
        type="button"
        className={`dock-block tone-${tone(block.category)}`}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(BLOCK_TYPE, block.title);
          event.dataTransfer.effectAllowed = "copy";
        }}
        // Who clicks goes on with the block; who presses Enter can add another one.
        onClick={(event) => void addAnywhere(block, event.detail > 0)}
      >
        {block.title}
      </button>
    </li>
  );
}

export function found(catalogue: Catalogue, words: string) {
  const wanted = words.trim().toLowerCase();
  return catalogue.categories
    .map(({ name, blocks }) => ({
      name,
      blocks: blocks.filter((block) => block.allowed && block.title.toLowerCase().includes(wanted)),
    }))
    .filter(({ blocks }) => blocks.length > 0);
}

export function Dock({ catalogue }: { catalogue: Catalogue }) {
  const [words, setWords] = useState("");
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const categories = useMemo(() => found(catalogue, words), [catalogue, words]);
  const fold = (name: string) => {
    const next = new Set(folded);
    if (!next.delete(name)) next.add(name);
    setFolded(next);
  };
  return (
    <aside className="dock" aria-label="Blocks">
      <label className="search">
        <Search size={14} aria-hidden />
        <input
          type="search"
          placeholder="Search blocks"
          aria-label="Search blocks"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <div className="dock-list">
        {categories.map(({ name, blocks }) => {
          const open = !folded.has(name) || words !== "";
          return (
            <section key={name}>
              <h3>
                <button type="button" aria-expanded={open} onClick={() => fold(name)}>
                  {open ? <ChevronDown size={13} /> : <ChevronRight size={13} />}
                  {name}
                  <span className="soft">{blocks.length}</span>
                </button>
              </h3>
              {open && (
                <ul>
                  {blocks.map((block) => (
                    <Entry key={block.title} block={block} />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
        {categories.length === 0 && <p className="soft pad">No block is called that.</p>}
      </div>
      <FlowDetails catalogue={catalogue} />
    </aside>
  );
}
