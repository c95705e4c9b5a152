/** The files of an import, of which only those near the part in view are drawn. */

import { type ComponentProps, useCallback, useState } from "react";
import type { Names } from "../api/types";
import { useNarrow } from "../parts/narrow";
import { useWindowed } from "../parts/windowed";
import { type Choice, heldBy } from "./choices";
import { ImportCard } from "./ImportCard";

/** How high a row is in pixels, in a wide and in a narrow window, and its notes; as in the CSS. */
const ROW = { wide: 60, narrow: 136, notes: 190 };

type Passed = Pick<ComponentProps<typeof ImportCard>, "types" | "change" | "act" | "toggle">;

interface Props extends Passed {
  rows: readonly Choice[];
  names: Names;
  chosen: ReadonlySet<number>;
  problemOf: (choice: Choice) => string;
}

export function ImportRows({ rows, names, chosen, problemOf, ...passed }: Props) {
  const height = useNarrow() ? ROW.narrow : ROW.wide;
  const { box, from, to } = useWindowed(rows.length, height);
  const [open, setOpen] = useState<number | null>(null);
  const unfold = useCallback((key: number) => setOpen((now) => (now === key ? null : key)), []);
  const at = open === null ? -1 : rows.findIndex(({ key }) => key === open);
  const more = at >= 0 && at < from ? ROW.notes : 0;
  const rest = at >= to ? ROW.notes : 0;
  return (
    <div className="import-box" ref={box}>
      <ul
        className="plain"
        aria-label="Files"
        style={{
          paddingTop: from * height + more,
          paddingBottom: (rows.length - to) * height + rest,
        }}
      >
        {rows.slice(from, to).map((choice, index) => (
          <ImportCard
            key={choice.key}
            choice={choice}
            held={heldBy(choice, names)}
            problem={problemOf(choice)}
            chosen={chosen.has(choice.key)}
            open={choice.key === open}
            position={from + index + 1}
            of={rows.length}
            unfold={unfold}
            {...passed}
          />
        ))}
      </ul>
    </div>
  );
}
