/** Asks for a plan, and waits until it is made. */

import { useRef, useState } from "react";
import { get, isOffline, post } from "../../api/client";
import type { BegunPlan, Planning } from "../../api/types";
import { trying } from "../../parts/trouble";

const LATER = 400;

export interface Wanted {
  target: string;
  flows: string[];
  publish: string;
  create: string[];
  /** Whether flows of the target that the source does not have are archived. */
  prune: boolean;
  /** Whether flows of the target that were never published may be. */
  drafts: boolean;
  bindings: { kind: string; from: string; to: string }[];
}

export const nowhere: Wanted = {
  target: "",
  flows: [],
  publish: "as-source",
  create: [],
  prune: false,
  drafts: false,
  bindings: [],
};

export interface Made {
  id: string;
  planning: Planning;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, LATER));

/** Asks again and again until there is a connection. */
export async function patiently<T>(path: string, current: () => boolean): Promise<T | null> {
  while (current()) {
    try {
      return await get<T>(path);
    } catch (error) {
      if (!isOffline(error)) throw error;
      await pause();
    }
  }
  return null;
}

async function planned(
  instance: string,
  wanted: Wanted,
  show: (planning: Planning) => boolean,
): Promise<Made | null> {
  const { plan: id } = await post<BegunPlan>(`${instance}/plans`, wanted);
  for (;;) {
    const path = `${instance}/plans/${encodeURIComponent(id)}`;
    const planning = await patiently<Planning>(path, () => true);
    if (!planning || !show(planning)) return null;
    if (planning.state !== "planning") return { id, planning };
    await pause();
  }
}

const BEGUN: Planning = {
  plan: "",
  state: "planning",
  what: "",
  done: 0,
  of: 0,
  message: "",
  result: null,
};

/** The plan for what is chosen, while it is made and when it is ready; the last one asked counts. */
export function usePlan(instance: string) {
  const [planning, setPlanning] = useState<Planning | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const turn = useRef(0);
  const ask = async (wanted: Wanted) => {
    const mine = ++turn.current;
    setPlanning((before) => before ?? BEGUN);
    const done = await trying(
      planned(instance, wanted, (now) => {
        if (turn.current !== mine) return false;
        if (now.state !== "planning") setPlanning(now);
        else setPlanning((before) => (before?.result ? before : now));
        return true;
      }),
    );
    if (turn.current !== mine) return;
    if (done) setMade(done);
    else setPlanning(null);
  };
  const forget = () => {
    turn.current += 1;
    setPlanning(null);
    setMade(null);
  };
  return { planning, made, ask, forget };
}
