/** What the server says of plans and runs. */

import type { Reference } from "./types";

export interface Target {
  id: string;
  name: string;
  kind: "local" | "folder" | "live";
  makes: string[];
  protected: boolean;
  allowed: boolean;
  reason: string;
}

export interface PlanReference extends Reference {
  made: boolean;
  blocks: boolean;
}

export interface PlanItem {
  kind: string;
  name: string;
  action: "create" | "update" | "unchanged" | "blocked" | "archive" | "only in the target";
  publish: boolean;
  drift: boolean;
  reasons: string[];
  changes: string[];
  references: PlanReference[];
}

export interface Plan {
  counts: Record<string, number>;
  steps: number;
  archived: number;
  confirmArchive: boolean;
  seconds: number;
  warnings: string[];
  missing: string[];
  items: PlanItem[];
  resources: { kind: string; name: string; notes: string[] }[];
}

export interface Planning {
  state: "planning" | "ready" | "failed";
  what: string;
  done: number;
  of: number;
  message: string;
  result: Plan | null;
}

export interface Run {
  id: string;
  began: number;
  source: string;
  target: string;
  targetArn: string;
  what: "apply" | "undo";
  state: "under way" | "stopped" | "complete" | "incomplete" | "undone";
  done: number;
  of: number;
  secondsLeft: number;
  problem: string;
  permitted: boolean;
}

export interface RunEvent {
  event: "begin" | "step" | "end";
  step?: string;
  /** What the step is about, as "flow:Main menu". */
  label?: string;
  /** The id of what was written. */
  id?: string;
  what?: string;
  outcome?: string;
  reasons?: string[];
  state?: string;
  problem?: string;
  by?: string;
}
