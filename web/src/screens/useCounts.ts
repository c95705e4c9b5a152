/** Fills in the counts that the server had not worked out when it gave the list. */

import { useEffect, useState } from "react";
import { get, query } from "../api/client";
import type { Counts, Kind, Row, RowCounts } from "../api/types";

const AT_ONCE = 40;
const LATER = 200;

export function useCounts(instance: string, kind: Kind, rows: readonly Row[] | null): Row[] | null {
  const [known, setKnown] = useState<Record<string, Counts>>({});
  useEffect(() => {
    const missing = (rows ?? [])
      .filter((row) => !row.counts && !known[row.id])
      .map((row) => row.id);
    if (missing.length === 0) return;
    let current = true;
    const timer = setTimeout(() => {
      const ids = missing.slice(0, AT_ONCE).join(",");
      get<RowCounts>(`${instance}/counts?${query({ kind, ids })}`)
        .then(({ counts }) => {
          if (current && Object.keys(counts).length)
            setKnown((before) => ({ ...before, ...counts }));
        })
        .catch(() => undefined);
    }, LATER);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [instance, kind, rows, known]);
  return rows?.map((row) => (row.counts ? row : { ...row, counts: known[row.id] ?? null })) ?? null;
}
