/** Where the comparison of calls is fetched from, when it is first shown. */

import { source } from "../parts/Later";
import type { Props } from "./CallChanges";

export const callChanges = source<Props>(() =>
  import("./CallChanges").then((it) => it.CallChanges),
);
