/** Who is signed in. An expired session asks again on top of what is open. */

import { create } from "zustand";
import { ApiError, call, get, post, setToken, whenSignedOut } from "./client";
import { patiently } from "./returning";
import type { Instance, Session } from "./types";

interface State {
  session: Session | null;
  phase: "asking" | "out" | "in" | "expired";
}

export const useSession = create<State>(() => ({ session: null, phase: "asking" }));

let waiting: { promise: Promise<void>; done: () => void } | null = null;

function entered(session: Session) {
  setToken(session.csrf);
  useSession.setState({ session, phase: "in" });
  waiting?.done();
  waiting = null;
}

/** Asks who is signed in; `hear` is called where the server is away, and is waited for. */
export async function resume(hear: () => void) {
  const waits = (isAway: boolean) => {
    if (isAway) hear();
    return true;
  };
  try {
    entered(await patiently(() => get<Session>("session"), waits));
  } catch (error) {
    useSession.setState({ session: null, phase: "out" });
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
  }
}

/** Signs in to every instance where name and password fit, or to the one that is named. */
export async function signIn(username: string, password: string, instance = "") {
  const where = instance ? { instance } : {};
  entered(await post<Session>("session", { username, password, ...where }));
}

export async function signOut() {
  await call("DELETE", "session");
  useSession.setState({ session: null, phase: "out" });
}

whenSignedOut(() => {
  if (waiting === null) {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting = { promise, done: resolve };
    useSession.setState({ phase: "expired" });
  }
  return waiting.promise;
});

/** An instance's alias, or the beginning of its id where it has none. */
export const instanceName = ({ alias, id }: Instance) => alias || `Instance ${id.slice(0, 8)}`;

export const mayImport = ({ permissions }: Instance) =>
  permissions.flow.create || permissions.module.create;
