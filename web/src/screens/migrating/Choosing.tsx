/** What is to be migrated, to where, and how. */

import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import { catalogueFor } from "../../api/catalogue";
import { get } from "../../api/client";
import type { Instance, Kind, Row, Target, Targets } from "../../api/types";
import { useAsked } from "../../parts/useAsked";
import { count } from "../../parts/words";
import { fitting } from "../FilterBar";
import { More } from "../More";
import { type Paged, usePages } from "../paging";
import type { Wanted } from "./planning";

const MAKES: Record<string, string> = {
  hours: "hours of operation",
  queues: "queues",
  "quick-connects": "quick connects",
  versions: "versions of modules and views",
  aliases: "aliases of modules",
};

const readable = ({ permissions }: Instance, kind: Kind) => (permissions[kind].view ? kind : null);

/** What may be moved, and where to. */
export function useMovable(instance: Instance) {
  const flows = usePages(instance.id, readable(instance, "flow"));
  const modules = usePages(instance.id, readable(instance, "module"));
  const rows = useMemo(
    () =>
      flows.rows && modules.rows
        ? [...flows.rows, ...modules.rows].filter((row) => row.state === "ACTIVE")
        : null,
    [flows.rows, modules.rows],
  );
  const { answer } = useAsked<Targets>(() => get(`${instance.id}/targets`), instance.id);
  return { rows, lists: [flows, modules], targets: answer?.targets ?? null };
}

interface Props {
  rows: Row[] | null;
  /** The lists that the rows are of. */
  lists: Paged[];
  targets: Target[] | null;
  target: Target | undefined;
  wanted: Wanted;
  change: (wanted: Wanted) => void;
}

/** Whether all flows and modules are chosen. */
export const isWhole = ({ rows, lists, wanted }: Pick<Props, "rows" | "lists" | "wanted">) =>
  rows !== null &&
  rows.length > 0 &&
  wanted.flows.length === rows.length &&
  lists.every((list) => list.isComplete);

function How({ rows, lists, targets, target, wanted, change }: Props) {
  const whole = isWhole({ rows, lists, wanted });
  const makes = (target?.makes ?? []).filter((word) => word in MAKES);
  const toggle = (word: string) =>
    change({
      ...wanted,
      create: wanted.create.includes(word)
        ? wanted.create.filter((each) => each !== word)
        : [...wanted.create, word],
    });
  return (
    <section className="card how" aria-label="How">
      <label>
        To
        <select
          value={target?.id ?? ""}
          onChange={(event) => change({ ...wanted, target: event.target.value, bindings: [] })}
        >
          {targets?.map((each) => (
            <option key={each.id} value={each.id} disabled={!each.allowed}>
              {each.name} ({each.allowed ? each.kind : each.reason})
            </option>
          ))}
        </select>
      </label>
      <label>
        Publish there
        <select
          value={wanted.publish}
          onChange={(event) => change({ ...wanted, publish: event.target.value })}
        >
          <option value="as-source">what is published here</option>
          <option value="all">everything that can be</option>
          <option value="none">nothing, only save</option>
        </select>
      </label>
      {makes.length > 0 && (
        <fieldset>
          <legend>Create there what is missing</legend>
          {makes.map((word) => (
            <label key={word} className="row">
              <input
                type="checkbox"
                checked={wanted.create.includes(word)}
                onChange={() => toggle(word)}
              />
              {MAKES[word]}
            </label>
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend>What may change there</legend>
        <label className="row">
          <input
            type="checkbox"
            checked={wanted.prune && whole}
            disabled={!whole}
            onChange={({ target: box }) => change({ ...wanted, prune: box.checked })}
          />
          archive flows that are not here{!whole && " (choose all flows first)"}
        </label>
        <label className="row">
          <input
            type="checkbox"
            checked={wanted.drafts}
            onChange={({ target: box }) => change({ ...wanted, drafts: box.checked })}
          />
          publish flows that never were, which Undo can't take back
        </label>
      </fieldset>
    </section>
  );
}

function Flows({ rows, wanted, change }: Pick<Props, "wanted" | "change"> & { rows: Row[] }) {
  const [words, setWords] = useState("");
  const { answer: catalogue } = useAsked(() => catalogueFor("CONTACT_FLOW"), "types");
  const titles = new Map(catalogue?.flowTypes.map(({ type, title }) => [type, title]));
  const shown = fitting(rows, { words, type: "", state: "" });
  const chosen = new Set(wanted.flows);
  const every = shown.length > 0 && shown.every((row) => chosen.has(row.id));
  const choose = (ids: string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    change({ ...wanted, flows: [...next] });
  };
  return (
    <>
      <div className="filters">
        <label className="search">
          <Search size={14} aria-hidden />
          <input
            type="search"
            aria-label="Search flows"
            placeholder="Search by name, tag or description"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <span className="soft">
          {chosen.size} of {count(rows.length, "flow")} chosen
        </span>
      </div>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label="Choose all"
                  checked={every}
                  onChange={() =>
                    choose(
                      shown.map((row) => row.id),
                      !every,
                    )
                  }
                />
              </th>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id} className={chosen.has(row.id) ? "chosen" : ""}>
                <td>
                  <input
                    type="checkbox"
                    id={`move-${row.id}`}
                    checked={chosen.has(row.id)}
                    onChange={({ target }) => choose([row.id], target.checked)}
                  />
                </td>
                <td className="main">
                  <label htmlFor={`move-${row.id}`}>{row.name}</label>
                </td>
                <td className="line">
                  {row.kind === "module" ? "Module" : (titles.get(row.type) ?? row.type)}
                </td>
                <td className="soft line">
                  {row.status !== "PUBLISHED"
                    ? "Saved"
                    : row.draft
                      ? "Published, edited since"
                      : "Published"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function Choosing(props: Props) {
  const { rows, lists, targets } = props;
  if (!rows || !targets) return <p className="empty">Reading…</p>;
  if (targets.length === 0)
    return (
      <p className="empty">
        There is nowhere to migrate to yet. Sign in to another instance (in the menu of instances
        above), or name one in flowport.toml beside the server.
      </p>
    );
  return (
    <>
      <How {...props} />
      <Flows {...props} rows={rows} />
      {lists.map((list, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the flows, then the modules
        <More key={number} of={list} />
      ))}
    </>
  );
}
