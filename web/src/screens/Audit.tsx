/** The audit log of an instance: who did what, the newest first. */

import { useState } from "react";
import { get } from "../api/client";
import type { AuditEvent, AuditPage, Instance } from "../api/types";
import { Header } from "../parts/Header";
import { trying } from "../parts/trouble";
import { useAsked } from "../parts/useAsked";
import { useOnce } from "../parts/useOnce";
import { when } from "../parts/when";
import "../theme/audit.css";

const words = (event: string) => event.charAt(0).toUpperCase() + event.slice(1).replace(/-/g, " ");

const detail = ([name, value]: [string, unknown]) =>
  `${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`;

function EventRow({ event }: { event: AuditEvent }) {
  return (
    <tr>
      <td className="line">{event.time && when(Date.parse(event.time) / 1000)}</td>
      <td className="main">{words(event.event)}</td>
      <td className="long">{event.by}</td>
      <td className="long">{event.host}</td>
      <td className="long">{event.target}</td>
      <td className="long">
        {Object.entries(event.details ?? {})
          .map(detail)
          .join("; ")}
      </td>
    </tr>
  );
}

export function Audit({ instance }: { instance: Instance }) {
  const path = `${instance.id}/audit`;
  const { answer } = useAsked<AuditPage>(() => get(path), path);
  const [older, setOlder] = useState<AuditPage>({ events: [], more: true });
  const events = [...(answer?.events ?? []), ...older.events];
  const last = events.at(-1);
  const show = useOnce(async () => {
    const found = await trying(get<AuditPage>(`${path}?before=${last?.number ?? 0}`));
    if (found) setOlder({ events: [...older.events, ...found.events], more: found.more });
  });
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Audit log</h1>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys */}
        <section className="table-frame" tabIndex={0} aria-label="Events">
          <table className="table audit" aria-busy={!answer}>
            <thead>
              <tr>
                {["When", "Event", "By", "Host", "Of", "Details"].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <EventRow key={event.number} event={event} />
              ))}
            </tbody>
          </table>
        </section>
        {answer?.more && older.more && (
          <button type="button" className="button" onClick={() => void show()}>
            Show older events
          </button>
        )}
      </main>
    </div>
  );
}
