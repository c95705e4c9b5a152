/** What the server says of plans and runs. */

// Made from flowport.designer.schema.migration_schema by `make docs`; change that.

import type { Permissions, Reference } from "./types";

/** An instance or folder that flows can move to. */
export interface Target {
  id: string;
  name: string;
  kind: "local" | "folder" | "live";
  arn: string;
  permissions: Permissions;
  makes: string[];
  protected: boolean;
  allowed: boolean;
  reason: string;
}

/** A reference of a flow that moves. */
export interface PlanReference extends Reference {
  /** Whether its target is made on the way. */
  made: boolean;
  /** Whether it keeps the flow from being published. */
  blocks: boolean;
}

/** A flow of a plan. */
export interface PlanItem {
  kind: string;
  name: string;
  type: string;
  action: "create" | "update" | "unchanged" | "blocked" | "archive" | "only in the target";
  publish: boolean;
  drift: boolean;
  reasons: string[];
  changes: string[];
  references: PlanReference[];
}

/** A resource that a plan creates. */
export interface PlanResource {
  kind: string;
  name: string;
  notes: string[];
}

/** What flows move from, or to. */
export interface Side {
  name: string;
  arn: string;
}

/** What a migration would do. */
export interface Plan {
  source: Side;
  target: Side;
  counts: Record<string, number>;
  steps: number;
  archived: number;
  held: number;
  confirmArchive: boolean;
  calls: Record<string, number>;
  seconds: number;
  warnings: string[];
  losses: string[];
  missing: string[];
  items: PlanItem[];
  resources: PlanResource[];
}

/** How far a plan is. */
export interface Planning {
  plan: string;
  state: "planning" | "ready" | "failed";
  what: string;
  done: number;
  of: number;
  message: string;
  result: Plan | null;
}

/** How far a run is. */
export interface RunState {
  what: "apply" | "undo";
  state: "under way" | "stopped" | "complete" | "incomplete" | "undone";
  done: number;
  of: number;
  secondsLeft: number;
  problem: string;
}

/** A run out of the instance or into it; ``command`` is what began it, such as "import". */
export interface Run extends RunState {
  id: string;
  command: string;
  began: number;
  source: string;
  target: string;
  targetArn: string;
  permitted: boolean;
}

/** What happened in a run. */
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
