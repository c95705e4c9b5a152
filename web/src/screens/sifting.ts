/** Which files of an import are shown and chosen, and what is done with many of them at once. */

import { useCallback, useMemo, useRef, useState } from "react";
import { tell } from "../parts/toasts";
import { count } from "../parts/words";
import {
  type Action,
  type Choice,
  heldBy,
  isUntyped,
  type Obstacle,
  obstacles,
  tally,
  withAction,
  withNumbers,
  withType,
} from "./choices";
import type { Bulk, Show } from "./ImportBar";
import type { useImport } from "./importing";

type Found = Map<number, [Obstacle, string][]>;
type Types = { type: string; title: string }[];

const SHOWN: Show[] = ["all", "ready", "type", "taken", "double", "name", "errors", "skipped"];

function fits(choice: Choice, found: Found, show: Show): boolean {
  const here = found.get(choice.key) ?? [];
  const skipped = choice.action === "skip";
  if (show === "all") return true;
  if (show === "skipped") return skipped;
  if (show === "ready") return !skipped && here.length === 0;
  if (show === "errors") return !skipped && (choice.counts?.errors ?? 0) > 0;
  return here.some(([obstacle]) => obstacle === show);
}

/** Sets of keys that a person chooses one by one, or all at once. */
function useChosen() {
  const [chosen, choose] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (key: number) =>
      choose((now) => {
        const next = new Set(now);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  return { chosen, choose, toggle };
}

function useObstacles({ choices, names }: ReturnType<typeof useImport>, types: Types): Found {
  return useMemo(() => {
    const title = (type: string) => types.find((each) => each.type === type)?.title ?? type;
    const counted = tally(choices);
    return new Map(choices.map((each) => [each.key, obstacles(each, names, counted, title)]));
  }, [choices, names, types]);
}

export function useSifting(importing: ReturnType<typeof useImport>, types: Types) {
  const { choices, set, names } = importing;
  const found = useObstacles(importing, types);
  const { chosen, choose, toggle } = useChosen();
  // Which files a filter shows is settled when it is chosen: none vanishes while one types in it.
  const [keys, setKeys] = useState<ReadonlySet<number> | null>(null);
  const [shown, setShown] = useState<Show>("all");
  const fitting = (show: Show) => choices.filter((each) => fits(each, found, show));
  const show = (what: Show) => {
    choose(new Set());
    setShown(what);
    setKeys(what === "all" ? null : new Set(fitting(what).map(({ key }) => key)));
  };
  const rows = keys ? choices.filter(({ key }) => keys.has(key)) : choices;
  const picked = rows.filter(({ key }) => chosen.has(key));
  const meant = picked.length ? picked : rows;
  const has = (choice: Choice, ...wanted: Obstacle[]) =>
    found.get(choice.key)?.some(([each]) => wanted.includes(each)) ?? false;
  const replaceable = (choice: Choice) => {
    const held = heldBy(choice, names);
    if (!held || choice.action !== "new" || has(choice, "double")) return false;
    return choice.kind === "module" || !choice.type || held.type === choice.type;
  };
  const update = (wanted: readonly Choice[], change: (choice: Choice) => Choice) => {
    const keysOf = new Set(wanted.map(({ key }) => key));
    set((now) => now.map((each) => (keysOf.has(each.key) ? change(each) : each)));
  };
  const propose = () => {
    const open = meant.filter((each) => has(each, "type"));
    const known = open.filter(({ document }) => document.suggestedType);
    update(known, (each) => withType(each, each.document.suggestedType));
    const left = open.length - known.length;
    const rest = left ? `; no type allows all blocks of ${count(left, "file")}` : "";
    tell(
      left ? "warning" : "success",
      `Proposed a type for ${count(known.length, "file")}${rest}.`,
    );
  };
  const bulk: Bulk = {
    propose,
    type: (type) => update(meant.filter(isUntyped), (each) => withType(each, type)),
    number: () => set((now) => withNumbers(now, new Set(meant.map(({ key }) => key)), names)),
    replace: () => update(meant.filter(replaceable), (each) => ({ ...each, action: "replace" })),
    skip: (skipped) =>
      update(meant, (each) => ({
        ...each,
        action: skipped ? "skip" : each.action === "skip" ? "new" : each.action,
      })),
  };
  const all = rows.length > 0 && picked.length === rows.length;
  return {
    ...{ rows, shown, show, chosen, toggle, bulk, all },
    picked: picked.length,
    toggleAll: () => choose(new Set(all ? [] : rows.map(({ key }) => key))),
    ready: fitting("ready"),
    numbers: Object.fromEntries(SHOWN.map((each) => [each, fitting(each).length])) as Record<
      Show,
      number
    >,
    needed: {
      types: meant.filter((each) => has(each, "type")).length,
      numbers: meant.filter((each) => has(each, "double", "taken")).length,
      replaced: meant.filter(replaceable).length,
      skipped: meant.filter(({ action }) => action === "skip").length,
    },
    problemOf: (choice: Choice) => found.get(choice.key)?.[0]?.[1] ?? "",
  };
}

/** What one row changes, in functions that stay the same, so that other rows are not drawn again. */
export function useRowChanges({ choices, set, names }: ReturnType<typeof useImport>) {
  const latest = useRef({ choices, names });
  latest.current = { choices, names };
  const change = useCallback(
    (key: number, made: (choice: Choice) => Choice) =>
      set((now) => now.map((each) => (each.key === key ? made(each) : each))),
    [set],
  );
  const act = useCallback(
    (choice: Choice, action: Action) => {
      const { choices: all, names: held } = latest.current;
      change(choice.key, (now) => withAction(all, now, action, held));
    },
    [change],
  );
  return { change, act };
}
