/** The body of a long table, in pieces: those far from what is in view are only room. */

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How many rows a piece has, and how high a row is about before one was measured, in pixels. */
const ROWS = 50;
const HEIGHT = 41;
/** How far from the window a piece is drawn, so that Tab and a quick wheel find its rows. */
const NEAR = "1500px 0px";

interface Props<T> {
  items: readonly T[];
  columns: number;
  /** A row, which says its place: not every one is there to be counted. */
  row: (item: T, index: number) => ReactNode;
}

interface ChunkProps<T> extends Props<T> {
  start: number;
  /** How high a row is about. */
  height: number;
  measured: (height: number) => void;
}

function Chunk<T>({ items, columns, row, start, height, measured }: ChunkProps<T>) {
  const first = start === 0;
  const body = useRef<HTMLTableSectionElement>(null);
  const [isDrawn, draw] = useState(first);
  const [known, setKnown] = useState(0);
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const watch = new IntersectionObserver(
      ([seen]) => {
        const isWanted = seen?.isIntersecting || element.contains(document.activeElement);
        if (!isWanted && !element.querySelector(".room"))
          setKnown(element.getBoundingClientRect().height);
        draw(Boolean(isWanted));
      },
      { rootMargin: NEAR, scrollMargin: NEAR },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const count = items.length;
  useLayoutEffect(() => {
    if (first && body.current) measured(body.current.getBoundingClientRect().height / count);
  }, [first, count, measured]);
  return (
    <tbody ref={body}>
      {isDrawn ? (
        items.map((item, index) => row(item, start + index))
      ) : (
        <tr className="room" aria-hidden>
          <td colSpan={columns} style={{ height: known || count * height }} />
        </tr>
      )}
    </tbody>
  );
}

export function Chunks<T>({ items, ...passed }: Props<T>) {
  const [height, setHeight] = useState(HEIGHT);
  const starts = Array.from({ length: Math.ceil(items.length / ROWS) }, (_, index) => index * ROWS);
  return starts.map((start) => (
    <Chunk
      key={start}
      items={items.slice(start, start + ROWS)}
      start={start}
      height={height}
      measured={setHeight}
      {...passed}
    />
  ));
}
