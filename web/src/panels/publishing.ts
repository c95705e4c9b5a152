/** What is said before a flow is published: why it can't be, or where contacts would hear an error. */

import type { Finding, Kind, Publish } from "../api/types";
import { count } from "../parts/words";

export interface Reason {
  text: string;
  /** What leads to the place, where that is known. */
  finding: Finding | null;
}

interface Report {
  findings: readonly Finding[];
  publish: Publish;
}

/** Why a document can't be published; `called` names a block, or is empty where there is none. */
export function reasonsOf({ findings, publish }: Report, called: (id: string) => string): Reason[] {
  const blocking = findings.filter((finding) => finding.blocks);
  if (blocking.length === 0) return publish.reasons.map((text) => ({ text, finding: null }));
  return blocking.map((finding) => {
    const name = called(finding.block);
    return { text: (name ? `${name}: ` : "") + finding.message, finding };
  });
}

/** What it means that a document leads to what was never published. */
export function warningOf(own: Kind, never: readonly { kind: Kind }[]): string {
  const modules = never.filter(({ kind }) => kind === "module").length;
  const flows = never.length - modules;
  const what = [flows && count(flows, "flow"), modules && count(modules, "module")];
  const [were, them] = never.length === 1 ? ["was", "it"] : ["were", "them"];
  return (
    `This ${own} leads to ${what.filter(Boolean).join(" and ")} that ${were} never published. ` +
    `Contacts that reach ${them} hear an error. Publish ${them} first:`
  );
}
