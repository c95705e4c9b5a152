/** The panels below the canvas; none is needed to open a flow. */

import type { ComponentType } from "react";
import { Later, source } from "../parts/Later";
import type { Bottom } from "../parts/open_panels";
import { Find } from "./Find";
import { History } from "./History";
import { Problems } from "./Problems";
import { References } from "./References";
import { Split } from "./Split";
import { Versions } from "./Versions";

const tests = source(() => import("../calling/Tests").then((it) => it.Tests));
const Tests = () => <Later from={tests} props={{}} />;

const PANELS: Record<Bottom, ComponentType> = {
  problems: Problems,
  references: References,
  history: History,
  versions: Versions,
  tests: Tests,
  find: Find,
  split: Split,
};

export function Below({ panel }: { panel: Bottom }) {
  const Panel = PANELS[panel];
  return <Panel />;
}
