/** Lists that are read page by page: the first rows by themselves, more when they are asked for. */

import { useCallback, useEffect, useRef, useState } from "react";
import { get, query } from "../api/client";
import { patiently, WHEN_BACK } from "../api/returning";
import type { Kind, Row, RowPage } from "../api/types";
import { tell } from "../parts/toasts";

/** How many rows a page has. */
const PAGE = 200;
/** How many rows are read before a person asks for more. */
const AT_ONCE = 1000;

/** What was read of a list, and where it goes on; `next` is null at its end. */
interface Read {
  key: string;
  rows: readonly Row[];
  next: string | null;
  total: number;
}

export interface Paged {
  /** What was read; null before the first page is there. */
  rows: readonly Row[] | null;
  /** How many rows the whole list has. */
  total: number;
  /** Whether all of them were read. */
  isComplete: boolean;
  /** Whether rows are left that are only read when `more` is called. */
  isCut: boolean;
  more: () => void;
  /** Reads again what was read. */
  again: () => Promise<void>;
}

const nothing = { rows: [], next: "", total: 0 } as const;

/** Reads a list of flows or modules; `kind` is null where there is nothing to read. */
export function usePages(instance: string, kind: Kind | null): Paged {
  const key = `${instance}/${kind}`;
  const [found, setFound] = useState<Read | null>(null);
  const [isReading, setReading] = useState(false);
  // Each reading ends the one before it.
  const latest = useRef({});
  const read = useCallback(
    async (from: Omit<Read, "key">, upTo: number, shown: boolean) => {
      const mine = {};
      latest.current = mine;
      setReading(true);
      let { rows, next, total } = kind ? from : { ...nothing, next: null };
      try {
        while (next !== null && rows.length < upTo) {
          const after = next ? { after: next } : {};
          const asked = query({ kind: kind as Kind, limit: String(PAGE), ...after });
          const page = await patiently(
            () => get<RowPage>(`${instance}/flows?${asked}`),
            (isAway) => {
              if (isAway && latest.current === mine) tell("warning", WHEN_BACK);
              return latest.current === mine;
            },
          );
          if (latest.current !== mine) return;
          // A row whose flow was renamed meanwhile is on two pages.
          const known = new Set(rows.map((row) => row.id));
          rows = [...rows, ...page.flows.filter((row) => !known.has(row.id))];
          ({ next, total } = page);
          if (shown) setFound({ key, rows, next, total });
        }
        setFound({ key, rows, next, total });
      } catch (error) {
        if (latest.current === mine) tell("error", (error as Error).message);
      } finally {
        if (latest.current === mine) setReading(false);
      }
    },
    [instance, kind, key],
  );
  useEffect(() => {
    void read(nothing, AT_ONCE, true);
    return () => {
      latest.current = {};
    };
  }, [read]);
  const known = found?.key === key ? found : null;
  return {
    rows: known?.rows ?? null,
    total: known?.total ?? 0,
    isComplete: known?.next === null,
    isCut: known !== null && known.next !== null && !isReading,
    more: () => void (known && read(known, known.rows.length + AT_ONCE, true)),
    again: () => read(nothing, Math.max(known?.rows.length ?? 0, AT_ONCE), false),
  };
}

/** What a search of the server finds beside the rows that were read. */
export function useBeyond(
  instance: string,
  kind: Kind,
  { rows, isCut }: Paged,
  wanted: Record<"words" | "type" | "state", string>,
): readonly Row[] | null {
  const { words, type, state } = wanted;
  const [found, setFound] = useState<readonly Row[]>([]);
  useEffect(() => {
    let isCurrent = true;
    if (!isCut || !(words.trim() || type || state)) setFound([]);
    else
      get<RowPage>(
        `${instance}/flows?${query({ kind, limit: String(PAGE), words: words.trim(), type, state })}`,
      ).then(
        ({ flows }) => isCurrent && setFound(flows),
        (error: Error) => isCurrent && tell("error", error.message),
      );
    return () => {
      isCurrent = false;
    };
  }, [instance, kind, isCut, words, type, state]);
  if (!rows || found.length === 0) return rows;
  const known = new Set(rows.map((row) => row.id));
  return [...rows, ...found.filter((row) => !known.has(row.id))];
}
