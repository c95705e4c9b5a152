/** The panels below the canvas; none is needed to open a flow. */

import type { ComponentType } from "react";
import { Later, source } from "../parts/Later";
import type { Bottom } from "../parts/open_panels";
import { History } from "./History";
import { Problems } from "./Problems";
import { References } from "./References";
import { Split } from "./Split";
import { Versions } from "./Versions";

const tests = source(() => import("../calling/Tests").then((it) => it.Tests));
const Tests = () => <Later from={tests} props={{}} />;

const PANELS: Record<Exclude<Bottom, "find">, ComponentType> = {
  problems: Problems,
  references: References,
  history: History,
  versions: Versions,
  tests: Tests,
  split: Split,
};

export function Below({ panel }: { panel: Exclude<Bottom, "find"> }) {
  const Panel = PANELS[panel];
  return <Panel />;
}
