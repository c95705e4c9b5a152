/** Where findings about a block are shown: under the field or the branch, or else above the form. */

import type { Finding, Path } from "../api/types";

export interface Placed {
  fields: ReadonlyMap<string, readonly Finding[]>;
  branches: ReadonlyMap<string, readonly Finding[]>;
  others: readonly Finding[];
}

export const keyOf = (path: Path) => JSON.stringify(path);

/** The field of a path: its own, or that of the value around it. */
function fieldOf(path: Path, known: ReadonlySet<string>): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const key = keyOf(path.slice(0, length));
    if (known.has(key)) return key;
  }
  return undefined;
}

export function placed(
  findings: readonly Finding[],
  fields: readonly { path: Path }[],
  branches: readonly { key: string }[],
): Placed {
  const known = new Set(fields.map(({ path }) => keyOf(path)));
  const keys = new Set(branches.map(({ key }) => key));
  const found = { fields: new Map(), branches: new Map(), others: [] as Finding[] };
  const put = (where: Map<string, Finding[]>, key: string, finding: Finding) =>
    where.set(key, [...(where.get(key) ?? []), finding]);
  for (const finding of findings) {
    const field = finding.path ? fieldOf(finding.path, known) : undefined;
    const { branch } = finding;
    if (field) put(found.fields, field, finding);
    else if (branch !== null && keys.has(branch)) put(found.branches, branch, finding);
    else found.others.push(finding);
  }
  return found;
}
