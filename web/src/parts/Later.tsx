/**
 * A screen whose code is fetched when it is wanted. React's own way of waiting, Suspense, holds
 * what it reveals back by 300 ms, which is half of the time in which a flow should be open.
 */

import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { isBack, WHEN_BACK } from "../api/returning";
import { LoadAgain } from "./Boundary";
import { Dialog } from "./Dialog";

export interface Source<P> {
  /** Fetches it, once; again where that failed. */
  begin: () => Promise<ComponentType<P>>;
  ready: ComponentType<P> | null;
}

export function source<P>(load: () => Promise<ComponentType<P>>): Source<P> {
  let fetching: Promise<ComponentType<P>> | null = null;
  const made: Source<P> = {
    ready: null,
    begin: () => {
      fetching ??= load().then(
        (Screen) => {
          made.ready = Screen;
          return Screen;
        },
        (failure: unknown) => {
          fetching = null;
          throw failure;
        },
      );
      return fetching;
    },
  };
  return made;
}

/** Why code did not come: the server is away, or it has another version of the page by now. */
type Trouble = "away" | "replaced";

/** After how many milliseconds what did not come is fetched again. */
const AGAIN = 2_000;

interface State<P> {
  Screen: ComponentType<P> | null;
  trouble?: Trouble;
}

/** Fetches it until it is there, also from a server that is away for a while. */
function fetched<P>(from: Source<P>, show: (state: State<P>) => void): () => void {
  let timer = 0;
  let over = false;
  const tell = (state: State<P>) => {
    if (!over) show(state);
  };
  const attempt = async (reachable: boolean): Promise<void> => {
    try {
      tell({ Screen: await from.begin() });
    } catch {
      const why: Trouble = (await isBack()) ? "replaced" : "away";
      if (over) return;
      if (why === "replaced" && reachable) return tell({ Screen: null, trouble: "replaced" });
      if (why === "away") tell({ Screen: null, trouble: "away" });
      timer = window.setTimeout(() => void attempt(why === "replaced"), AGAIN);
    }
  };
  void attempt(false);
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

interface Props<P> {
  from: Source<P>;
  props: P;
  /** What is shown until it is there. */
  waiting?: ReactNode;
  /** Where it is a dialog: what closes it, should it not come. */
  close?: () => void;
}

const OPENING = <p className="empty">Opening…</p>;

function Absent({ trouble }: { trouble: Trouble }) {
  return trouble === "away" ? (
    <p role="status">{WHEN_BACK}</p>
  ) : (
    <LoadAgain why="The server has a newer version of this page." />
  );
}

export function Later<P extends object>({ from, props, waiting = OPENING, close }: Props<P>) {
  const [{ Screen, trouble }, show] = useState<State<P>>({ Screen: from.ready });
  useEffect(() => (Screen ? undefined : fetched(from, show)), [Screen, from]);
  if (Screen) return <Screen {...props} />;
  if (!trouble) return waiting;
  const absent = <Absent trouble={trouble} />;
  if (!close) return <div className="empty">{absent}</div>;
  return (
    <Dialog title={trouble === "away" ? "No connection" : "Not loaded"} close={close}>
      {absent}
    </Dialog>
  );
}
