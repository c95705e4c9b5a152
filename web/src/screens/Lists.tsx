/** The flows, or the modules, of an instance. */

import { Plus, Upload } from "lucide-react";
import { useMemo, useState } from "react";
import { catalogueFor } from "../api/catalogue";
import { call, query } from "../api/client";
import { download } from "../api/download";
import type { Catalogue, Instance, Kind, Row } from "../api/types";
import { Header } from "../parts/Header";
import { tell } from "../parts/toasts";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { count } from "../parts/words";
import { screenAt } from "../place";
import { CreateDialog } from "./CreateDialog";
import { type Change, FilterBar, type Filters, fitting } from "./FilterBar";
import { More } from "./More";
import { useBeyond, usePages } from "./paging";
import { RowTable } from "./RowTable";
import { type Order, sorted } from "./sorting";
import { useCounts } from "./useCounts";

interface Props {
  instance: Instance;
  kind: Kind;
}

const TYPES = () => catalogueFor("CONTACT_FLOW");

function useRows(instance: Instance, kind: Kind, { words, type, state }: Filters) {
  const list = usePages(instance.id, instance.permissions[kind].view ? kind : null);
  const wanted = { words, type, state: state === "problems" ? "" : state };
  const found = useBeyond(instance.id, kind, list, wanted);
  return { rows: useCounts(instance.id, kind, found), list };
}

/** The calls for several rows, one after another; the list is read again afterwards. */
function useBulk(instance: Instance, kind: Kind, again: () => Promise<void>) {
  return async (rows: Row[], change: Change | null) => {
    for (const row of rows) {
      const path = `${instance.id}/flows/${encodeURIComponent(row.id)}?${query({ kind })}`;
      await trying(change ? call("PATCH", path, change(row)) : call("DELETE", path));
    }
    await again();
  };
}

/** A zip of flows; those that it lacks are listed, since the file alone would not show it. */
async function exporting(instance: Instance, kind: Kind, rows: Row[]) {
  const body = { kind, ids: rows.map((row) => row.id) };
  const answer = await trying(download(`${instance.id}/export-all`, body, `${kind}s.zip`));
  const lacking = Number(answer?.headers.get("x-flowport-left-out") ?? 0);
  if (lacking > 0)
    tell(
      "warning",
      `${count(lacking, kind)} could not be exported: "not exported.txt" in the zip says why. Open one that is too large, and split it.`,
    );
}

/** How many flows are in the legacy format, as far as they are known, and the way to convert them. */
function LegacyNotice({ instance, rows }: { instance: Instance; rows: readonly Row[] }) {
  const legacy = rows.filter(({ counts }) => counts?.legacy).length;
  if (legacy === 0) return null;
  return (
    <p className="row">
      <span>{count(legacy, "flow is", "flows are")} in the legacy format.</span>
      <a className="link-button" href={`${screenAt(instance.id, "opt-in")}?ask=1`}>
        Convert {legacy === 1 ? "it" : "them"}…
      </a>
    </p>
  );
}

export function Lists({ instance, kind }: Props) {
  const { answer: catalogue } = useAsked<Catalogue>(TYPES, "types");
  const [filters, setFilters] = useState<Filters>({ words: "", type: "", state: "ACTIVE" });
  const { rows, list } = useRows(instance, kind, filters);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [order, setOrder] = useState<Order>({ column: "name", down: false });
  const [creating, setCreating] = useState(false);
  const bulk = useBulk(instance, kind, list.again);
  const rights = instance.permissions[kind];
  const titles = new Map(catalogue?.flowTypes.map(({ type, title }) => [type, title]));
  const shown = useMemo(() => fitting(rows ?? [], filters), [rows, filters]);
  const selected = shown.filter((row) => chosen.has(row.id));
  const inOrder = sorted(shown, order, (type) => titles.get(type) ?? type);
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>{kind === "flow" ? "Flows" : "Modules"}</h1>
          <span className="soft">{rows ? `${shown.length} of ${list.total}` : ""}</span>
          <span className="fill" />
          {rights.view && (
            <button
              type="button"
              className="button"
              disabled={!shown.length}
              onClick={() => void exporting(instance, kind, selected.length ? selected : shown)}
            >
              {selected.length ? `Export ${selected.length}` : "Export all"}
            </button>
          )}
          {rights.create && (
            <>
              <a className="button" href={screenAt(instance.id, "import")}>
                <Upload size={15} aria-hidden /> Import
              </a>
              <button type="button" className="button primary" onClick={() => setCreating(true)}>
                <Plus size={15} aria-hidden /> New {kind}
              </button>
            </>
          )}
        </div>
        {rights.view ? (
          <>
            <FilterBar
              kind={kind}
              filters={filters}
              change={setFilters}
              types={catalogue?.flowTypes ?? []}
              selected={selected}
              rights={rights}
              bulk={(change) =>
                void bulk(selected, change).then(() => change ?? setChosen(new Set()))
              }
              instance={instance.id}
            />
            {rights.create && <LegacyNotice instance={instance} rows={rows ?? []} />}
            <RowTable
              instance={instance}
              rows={rows ? inOrder : null}
              titles={titles}
              chosen={chosen}
              choose={setChosen}
              order={order}
              sort={setOrder}
              hidden={Boolean(rows?.length)}
            />
            <More of={list} isSearched />
          </>
        ) : (
          <p className="empty">Your security profile does not let you see {kind}s.</p>
        )}
      </main>
      {creating && catalogue && (
        <CreateDialog
          instance={instance}
          kind={kind}
          catalogue={catalogue}
          close={() => setCreating(false)}
        />
      )}
    </div>
  );
}
