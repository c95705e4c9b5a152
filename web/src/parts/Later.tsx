/**
 * A screen whose code is fetched when it is wanted. React's own way of waiting, Suspense, holds
 * what it reveals back by 300 ms, which is half of the time in which a flow should be open.
 */

import { type ComponentType, type ReactNode, useEffect, useState } from "react";

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

interface State<P> {
  Screen: ComponentType<P> | null;
  error?: unknown;
}

interface Props<P> {
  from: Source<P>;
  props: P;
  /** What is shown until it is there. */
  waiting?: ReactNode;
}

const OPENING = <p className="empty">Opening…</p>;

export function Later<P extends object>({ from, props, waiting = OPENING }: Props<P>) {
  const [{ Screen, error }, show] = useState<State<P>>({ Screen: from.ready });
  useEffect(() => {
    if (Screen) return;
    from.begin().then(
      (fetched) => show({ Screen: fetched }),
      (failure: unknown) => show({ Screen: null, error: failure }),
    );
  }, [Screen, from]);
  if (error) throw error;
  return Screen ? <Screen {...props} /> : waiting;
}
