/** Asks for a plan, and waits until it is made. */

import { get, post } from "../api/client";
import type { Planning } from "../api/types";

const LATER = 400;

export interface Wanted {
  target: string;
  flows: string[];
  publish: string;
  bindings: { kind: string; from: string; to: string }[];
}

export interface Made {
  id: string;
  planning: Planning;
}

export async function planned(
  instance: string,
  wanted: Wanted,
  show: (planning: Planning) => void,
): Promise<Made> {
  const { plan: id } = await post<{ plan: string }>(`${instance}/plans`, wanted);
  for (;;) {
    const planning = await get<Planning>(`${instance}/plans/${encodeURIComponent(id)}`);
    show(planning);
    if (planning.state !== "planning") return { id, planning };
    await new Promise((resolve) => setTimeout(resolve, LATER));
  }
}
