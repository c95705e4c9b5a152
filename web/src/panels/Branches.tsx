/** The branches of a block and where they lead: the canvas for those who use no mouse. */

import { X } from "lucide-react";
import { useState } from "react";
import type { Block, Properties } from "../api/types";
import { goTo } from "../canvas/window";
import { nameOf } from "../document/edits";
import { useDocument } from "../document/store";
import { perform } from "../document/sync";
import { useDescribed } from "../parts/describing";
import { Beside, usePlaced } from "./Findings";

interface Props {
  label: string;
  tone: string;
  target: string;
  change: (target: string) => void;
}

const none: readonly Block[] = [];
let last: { blocks: readonly Block[]; words: ReadonlyMap<string, string> } | null = null;

/** What lists call each block; those of the same words also bear their ids. */
function called(blocks: readonly Block[]): ReadonlyMap<string, string> {
  if (last?.blocks === blocks) return last.words;
  const words = blocks.map((block) => [block.id, wordsOf(block)] as const);
  const times = new Map<string, number>();
  for (const [, word] of words) times.set(word, (times.get(word) ?? 0) + 1);
  const apart = words.map(
    ([id, word]) => [id, times.get(word) === 1 ? word : `${word} · ${id.slice(0, 8)}`] as const,
  );
  last = { blocks, words: new Map(apart) };
  return last.words;
}

type Named = readonly [id: string, words: string];
const byWords = ([, one]: Named, [, other]: Named) => one.localeCompare(other);

const wordsOf = (block: Block) => `${nameOf(block)}${block.name ? ` (${block.title})` : ""}`;

export function Target({ label, tone, target, change }: Props) {
  const blocks = useDocument((state) => state.view?.blocks ?? none);
  // All blocks as options of each branch take long to draw, and few lists are ever opened.
  const [listed, setListed] = useState(false);
  const list = () => setListed(true);
  const words = called(blocks);
  const own = words.get(target);
  const chosen: Named[] = own === undefined ? [] : [[target, own]];
  const shown = listed ? [...words].toSorted(byWords) : chosen;
  return (
    <label className={`target-row tone-${tone}`}>
      <span className="dot" aria-hidden />
      <span className="target-label" dir="auto" title={label}>
        {label}
      </span>
      <select
        value={target}
        aria-label={`${label} leads to`}
        {...useDescribed()}
        onPointerEnter={list}
        onPointerDown={list}
        onFocus={list}
        onChange={(event) => change(event.target.value)}
      >
        <option value="">Not connected</option>
        {shown.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Branches({ properties }: { properties: Properties }) {
  const { block, branches, errors } = properties;
  const about = usePlaced();
  const lead = (branch: string, target: string) =>
    void perform(
      target ? { kind: "connect", block, branch, target } : { kind: "disconnect", block, branch },
    );
  const missing = errors.filter((error) => !error.present);
  const optional = errors.filter((error) => error.present && !error.required);
  return (
    <fieldset className="group branches">
      <legend>Branches</legend>
      {branches.length === 0 && <p className="soft">The flow ends here.</p>}
      {branches.map((branch) => {
        const error = optional.find((each) => `error:${each.type}` === branch.key);
        return (
          <Beside key={branch.key} findings={about.branches.get(branch.key)}>
            <div className="row">
              <Target
                label={branch.label}
                tone={branch.connected ? branch.tone : "open"}
                target={branch.target}
                change={(target) => lead(branch.key, target)}
              />
              {branch.target && (
                <button type="button" className="link-button" onClick={() => goTo(branch.target)}>
                  Go
                </button>
              )}
              {error && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={`Remove the branch ${branch.label}`}
                  onClick={() => void perform({ kind: "removeError", block, error: error.type })}
                >
                  <X size={14} />
                </button>
              )}
            </div>
          </Beside>
        );
      })}
      {missing.length > 0 && (
        <label className="field">
          <span className="label">Add a branch for an error</span>
          <select
            value=""
            onChange={(event) =>
              void perform({ kind: "addError", block, error: event.target.value })
            }
          >
            <option value="">Choose…</option>
            {missing.map((error) => (
              <option key={error.type} value={error.type}>
                {error.title}
                {error.required ? " (required)" : ""}
              </option>
            ))}
          </select>
        </label>
      )}
    </fieldset>
  );
}
