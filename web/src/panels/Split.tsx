/** The panel in which a flow is split; its code is fetched when it is opened. */

import { Later, source } from "../parts/Later";

const parts = source<object>(() => import("./SplitParts").then((it) => it.SplitParts));

export const Split = () => <Later from={parts} props={{}} />;
