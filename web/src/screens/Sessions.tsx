/** Where a person is signed in: every session, each of which can be ended, or all of them. */

import { useState } from "react";
import { call, get } from "../api/client";
import { useSession } from "../api/session";
import type { Instance, OpenSession, OpenSessions } from "../api/types";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { when } from "../parts/when";

function SessionRow({ session, end }: { session: OpenSession; end: () => void }) {
  return (
    <tr>
      <td className="main">{session.browser || "Unknown browser"}</td>
      <td>{session.host}</td>
      <td>{session.instanceName}</td>
      <td>{when(session.began)}</td>
      <td>{session.current ? "This session" : when(session.used)}</td>
      <td>
        {!session.current && (
          <button type="button" className="button" onClick={end}>
            Sign out
          </button>
        )}
      </td>
    </tr>
  );
}

async function signOutEverywhere() {
  await call("DELETE", "sessions");
  useSession.setState({ session: null, phase: "out" });
}

export function Sessions({ instance }: { instance: Instance }) {
  const { answer, again } = useAsked<OpenSessions>(() => get("sessions"), instance.id);
  const [busy, setBusy] = useState(false);
  const end = async (id: string) => {
    setBusy(true);
    await trying(call("DELETE", `sessions/${id}`));
    await again();
    setBusy(false);
  };
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Sessions</h1>
          <span className="fill" />
          <button type="button" className="button" onClick={() => void trying(signOutEverywhere())}>
            Sign out everywhere
          </button>
        </div>
        {answer && (
          <p className="soft">
            A session ends after {Math.round(answer.idle / 60)} minutes without use.
          </p>
        )}
        <table className="table" aria-busy={busy || !answer}>
          <thead>
            <tr>
              <th scope="col">Browser</th>
              <th scope="col">Host</th>
              <th scope="col">Instance</th>
              <th scope="col">Signed in</th>
              <th scope="col">Last used</th>
              <th scope="col">
                <span className="hidden">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {answer?.sessions.map((session) => (
              <SessionRow key={session.id} session={session} end={() => void end(session.id)} />
            ))}
          </tbody>
        </table>
      </main>
    </div>
  );
}
