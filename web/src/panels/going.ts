/** Going from a finding to the block, and the field, that it is about. */

import { create } from "zustand";
import type { Finding } from "../api/types";
import { goTo } from "../canvas/window";
import { useDocument } from "../document/store";
import { showBottom, showPanel } from "../parts/open_panels";

export const useCurrent = create<{ at: number }>(() => ({ at: -1 }));

const ORDER = ["error", "warning", "info"];

export function sortedFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

export function problemAfter(by: number): Finding | undefined {
  const found = sortedFindings(useDocument.getState().said?.findings ?? []);
  const at = (useCurrent.getState().at + by + found.length) % found.length;
  useCurrent.setState({ at });
  return found[at];
}

export function showProblem(finding: Finding | undefined) {
  if (!finding) return;
  showBottom("problems");
  if (!finding.block) return;
  goTo(finding.block, finding.path === null);
  if (finding.path) showPanel("properties", JSON.stringify(finding.path));
}
