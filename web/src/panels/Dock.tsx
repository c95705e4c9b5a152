/** The blocks that a flow of this type may have: to drag, or to add with a click. */

import { ChevronDown, ChevronRight, Search } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { Catalogue, PaletteBlock } from "../api/types";
import { addAnywhere, BLOCK_TYPE } from "../canvas/drop";
import { focusOn } from "../parts/focusing";
import { FlowDetails } from "./FlowDetails";

const tone = (category: string) => category.split(/[^A-Za-z]/)[0] || "Other";

function Entry({ block, stop }: { block: PaletteBlock; stop: boolean }) {
  return (
    <li>
      <button
        type="button"
        className={`dock-block tone-${tone(block.category)}`}
        draggable
        tabIndex={stop ? 0 : -1}
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

/** The block of just this name, before those that only have the words in theirs. */
const called = (categories: ReturnType<typeof found>, words: string) =>
  categories
    .flatMap(({ blocks }) => blocks)
    .find(({ title }) => title.toLowerCase() === words.trim().toLowerCase());

/** Gives the focus to the block that is selected, or else to the first. */
function toSelected() {
  const block = ".react-flow__node-block";
  const selected = `${block}.selected`;
  void focusOn(document.querySelector(selected) ? selected : block);
}

const entries = (within: Element) => [
  ...(within.closest(".dock")?.querySelectorAll<HTMLElement>(".dock-block") ?? []),
];

function moveTo(within: Element, index: number) {
  entries(within).at(index)?.focus();
}

/** Up and down go through the blocks, which are one stop for Tab. */
function roved(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = entries(event.currentTarget).indexOf(event.target as HTMLElement);
  if (!step || at < 0) return;
  event.preventDefault();
  moveTo(event.currentTarget, Math.max(at + step, 0));
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
  const first = categories.find(({ name }) => words !== "" || !folded.has(name))?.blocks[0];
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
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") moveTo(event.currentTarget, 0);
            else if (event.key === "Enter" && first && words.trim()) {
              void addAnywhere(called(categories, words) ?? first, false);
              setWords("");
            } else if (event.key === "Escape" && !words) toSelected();
            else if (event.key !== "/" || words) return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are for the buttons in it */}
      <div className="dock-list" onKeyDown={roved}>
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
                    <Entry key={block.title} block={block} stop={block === first} />
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
