/** What the flows of a plan refer to, each thing once: what it becomes there, and a picker. */

import { useState } from "react";
import type { PlanItem, PlanReference, Resource } from "../../api/types";
import { Picker } from "../../panels/Picker";
import { count } from "../../parts/words";

interface Group {
  key: string;
  reference: PlanReference;
  flows: string[];
  blocks: number;
}

interface Props {
  items: readonly PlanItem[];
  search: string;
  bind: (reference: PlanReference, resource: Resource) => void;
}

/** How many rows are shown before one asks for more. */
const STEP = 50;

/** What a reference becomes, in words. */
export function targetOf({ made, state, resource, reason }: PlanReference): string {
  if (made) return "created by this run";
  if (state === "dynamic") return "decided during the call";
  return resource?.name ?? (reason || "not found there");
}

/** One group for each thing; what is not found comes first, then what most blocks use. */
function grouped(items: readonly PlanItem[]): Group[] {
  const found = new Map<string, Group>();
  for (const { action, kind, name, references } of items) {
    if (action === "unchanged" || action === "only in the target" || action === "archive") continue;
    for (const reference of references) {
      if (reference.state === "dynamic") continue;
      const { kind: what, written, name: called, resource, pointer, blocks } = reference;
      const thing = written || called || `${kind} ${name} ${pointer}`;
      const key = [what, thing, resource?.arn ?? "", blocks].join("\n");
      const group = found.get(key) ?? { key, reference, flows: [], blocks: 0 };
      group.blocks += 1;
      if (!group.flows.includes(name)) group.flows.push(name);
      found.set(key, group);
    }
  }
  return [...found.values()].toSorted(
    (a, b) => Number(b.reference.blocks) - Number(a.reference.blocks) || b.blocks - a.blocks,
  );
}

function Row({ group, search, bind }: Omit<Props, "items"> & { group: Group }) {
  const { reference, flows, blocks } = group;
  const { kind, kindTitle, written, name, made, resource, reason } = reference;
  return (
    <tr>
      <td className="kind">{kindTitle}</td>
      <td>
        <span className="cut" dir="auto" title={written}>
          {name || written}
        </span>
      </td>
      <td title={flows.join("\n")}>
        {flows.length > 1 || blocks > 1 ? (
          <>
            <strong>{count(blocks, "block")}</strong> in {count(flows.length, "flow")}
          </>
        ) : (
          flows[0]
        )}
      </td>
      <td>
        {made ? (
          <span className="soft">created by this run</span>
        ) : (
          <Picker
            hiddenLabel
            label={`${kindTitle} for ${name || written}`}
            kind={kind}
            instance={search}
            resource={resource}
            written=""
            choose={(chosen) => chosen && bind(reference, chosen)}
          />
        )}
        {reason && <p className={reference.blocks ? "warn" : "soft"}>{reason}</p>}
      </td>
    </tr>
  );
}

type Show = "all" | "open" | "made" | "found";

/** Which groups each filter shows. */
const FITS: Record<Show, (group: Group) => boolean> = {
  all: () => true,
  open: ({ reference }) => reference.blocks,
  made: ({ reference }) => reference.made,
  found: ({ reference }) => !reference.blocks && !reference.made,
};

const LABELS: Record<Show, string> = {
  all: "all",
  open: "not found there",
  made: "created by this run",
  found: "found there",
};

interface FiltersProps {
  groups: readonly Group[];
  shown: Show;
  show: (what: Show) => void;
}

function Filters({ groups, shown, show }: FiltersProps) {
  const numbers = (Object.keys(LABELS) as Show[]).map((each): [Show, number] => [
    each,
    groups.filter(FITS[each]).length,
  ]);
  if (numbers.filter(([, number]) => number > 0).length < 3) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame and a legend
    <div className="import-summary" role="group" aria-label="Show references">
      {numbers.map(
        ([each, number]) =>
          number > 0 && (
            <button
              key={each}
              type="button"
              className={`filter-chip ${each === "open" ? "tone-error" : ""}`}
              aria-pressed={each === shown}
              onClick={() => show(each)}
            >
              <strong>{number.toLocaleString()}</strong> {LABELS[each]}
            </button>
          ),
      )}
    </div>
  );
}

export function PlanReferences({ items, ...passed }: Props) {
  const [most, setMost] = useState(STEP);
  const [chosen, show] = useState<Show>("all");
  const all = grouped(items);
  if (all.length === 0) return null;
  // What was chosen last may have none any more: the last one was just led to something.
  const shown = all.some(FITS[chosen]) ? chosen : "all";
  const open = all.filter(FITS.open).length;
  const groups = all.filter(FITS[shown]);
  const left = groups.length - most;
  return (
    <section className="card review" aria-label="References">
      <h2>
        {count(all.length, "reference")}
        {open > 0 && <span className="chip chip-warning">{open} not found there</span>}
      </h2>
      <p className="soft">What you choose for one counts for every block that uses it.</p>
      <Filters groups={all} shown={shown} show={show} />
      <table className="table references plan-references-table">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Written as</th>
            <th scope="col">Used by</th>
            <th scope="col">There</th>
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, most).map((group) => (
            <Row key={group.key} group={group} {...passed} />
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <button type="button" className="link-button" onClick={() => setMost(most + STEP)}>
          Show {Math.min(STEP, left)} more of {left}
        </button>
      )}
    </section>
  );
}
