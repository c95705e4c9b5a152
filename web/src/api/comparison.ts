/** The calls that differ between two flows, as JSON. */

// Made from flowport.testing.comparison_schema by `make docs`; change that.

/** A place where the calls of two flows part. */
export interface CallDifference {
  /** What the first flow does; "" for nothing more. */
  before: string;
  /** What the second flow does. */
  after: string;
  /** The titles of the two blocks. */
  blocks: [string, string];
  /** The shortest call as sentences; none for every call. */
  turns: string[];
  channel: string;
  /** That call as a test case in the short form, which passes on the first flow. */
  case: Record<string, unknown>;
}

/** Whether calls differ, and where. */
export interface Comparison {
  /** Whether no call differs; null where a flow is gone, or can't be read. */
  same: boolean | null;
  calls: number;
  branches: number;
  /** How many branches no call takes. */
  missed: number;
  channels: string[];
  /** The channels in which both flows do the same as in another one, with that one. */
  alike: Record<string, string>;
  differences: CallDifference[];
}

/** The calls of one flow that a plan changes; ``flow`` is what the plan calls it. */
export interface AffectedFlow extends Comparison {
  flow: string;
  name: string;
}
