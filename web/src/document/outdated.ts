/** Which findings may be answered by edits that the server has not seen yet. */

import type { Command, Finding, Path } from "../api/types";

const each = (command: Command): Command[] =>
  command.kind === "all" ? (command.commands as Command[]).flatMap(each) : [command];

const around = (one: Path, other: Path) => one.every((key, index) => key === other[index]);

function touches({ path, branch }: Command, finding: Finding): boolean {
  if (branch !== undefined && branch === finding.branch) return true;
  if (!Array.isArray(path) || !finding.path) return false;
  return around(path, finding.path) || around(finding.path, path);
}

/** Whether an edit is of the field, or of the branch, that a finding is about. */
export const isOutdated = (finding: Finding, edits: readonly Command[]): boolean =>
  edits.flatMap(each).some((edit) => edit.block === finding.block && touches(edit, finding));
