/** What the server says of plans and runs. */

// Made from flowport.designer.schema.migration_schema by `make docs`; change that.

import type { Permissions } from "./lists";
import type { Reference, Resource } from "./types";

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

/** How a run ended. */
export interface RunEnd {
  state?: string;
  problem?: string;
  done?: number;
  of?: number;
}

/** What happened in a run. */
export interface RunEvent extends RunEnd {
  event: "begin" | "step" | "end";
  at?: number;
  secondsLeft?: number;
  step?: string;
  /** What the step is about, as "flow:Main menu". */
  label?: string;
  /** The id of what was written. */
  id?: string;
  what?: string;
  outcome?: string;
  reasons?: string[];
  by?: string;
}

/** Where the flows of an instance can move to. */
export interface Targets {
  targets: Target[];
}

/** The first resources that a search finds, and whether there are more. */
export interface FoundResources {
  resources: Resource[];
  more: boolean;
}

/** Resources of an instance; ``known`` says whether its resources of the kind can be read. */
export interface Resources extends FoundResources {
  known: boolean;
}

/** The id of a plan that is being made. */
export interface BegunPlan {
  plan: string;
}

/** The id of a run that was begun. */
export interface BegunRun {
  run: string;
}

/** The runs out of an instance or into it. */
export interface RunList {
  runs: Run[];
}

/** A run. */
export interface ShownRun {
  run: Run;
}

/** A run, and what happened in it; ``after`` is what the next request says. */
export interface RunNews extends ShownRun {
  events: RunEvent[];
  after: number;
}
