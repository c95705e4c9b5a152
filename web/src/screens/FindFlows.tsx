/** Finding in all flows of an instance: by a query, or who uses a queue, a Lambda function, a flow. */

import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { catalogueFor } from "../api/catalogue";
import { ApiError, get, query } from "../api/client";
import { instanceName } from "../api/session";
import type { BlockName, FlowName, Found, Instance, Resource, Uses } from "../api/types";
import { Picker } from "../panels/Picker";
import { Header } from "../parts/Header";
import { useAsked } from "../parts/useAsked";
import { count } from "../parts/words";
import { blockAt, findAt, flowAt, go } from "../place";

/** A block's title, with its name unless that is only the id of what it uses. */
const spoken = ({ title, name }: BlockName) =>
  name && !/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(name) ? `${title} “${name}”` : title;

interface HitProps {
  instance: string;
  flow: FlowName;
  block: BlockName | null;
  what?: string;
}

function Hit({ instance, flow, block, what = "" }: HitProps) {
  const to = block
    ? blockAt(instance, flow.kind, flow.id, block.id)
    : flowAt(instance, flow.kind, flow.id);
  return (
    <li>
      <a href={to}>{block ? spoken(block) : "Note"}</a>
      {what && <span className="soft">{what}</span>}
    </li>
  );
}

function FlowTitle({ instance, flow }: { instance: string; flow: FlowName }) {
  return (
    <h2>
      <a href={flowAt(instance, flow.kind, flow.id)}>{flow.name}</a>
      {flow.kind === "module" && <span className="chip">Module</span>}
    </h2>
  );
}

function Places({ instance, found }: { instance: string; found: Found }) {
  const places = found.flows.reduce((sum, { places: each }) => sum + each.length, 0);
  return (
    <>
      <p className="soft" role="status">
        {found.more ? `The first ${places} places` : count(places, "place")} in{" "}
        {count(found.flows.length, "flow")}, of {found.searched} searched
        {found.unreadable > 0 && `; ${count(found.unreadable, "flow")} could not be read`}
      </p>
      {found.flows.map((flow) => (
        <section key={flow.id} className="card found" aria-label={flow.name}>
          <FlowTitle instance={instance} flow={flow} />
          <ul className="rows">
            {flow.places.map(({ block, pointer, what }) => (
              <Hit
                key={`${pointer} ${what}`}
                instance={instance}
                flow={flow}
                block={block}
                what={what}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Users({ instance, name, uses }: { instance: string; name: string; uses: Uses }) {
  const blocks = uses.flows.reduce((sum, flow) => sum + flow.blocks.length, 0);
  const none = uses.flows.length + uses.resources.length === 0;
  return (
    <>
      <p className="soft" role="status">
        {none
          ? `No flow of this instance uses ${name}.`
          : `${count(blocks, "block")} of ${count(uses.flows.length, "flow")} ${blocks === 1 ? "uses" : "use"} ${name}`}
      </p>
      {uses.resources.length > 0 && (
        <section className="card found" aria-label="Resources">
          <h2>Answers for</h2>
          <ul className="rows">
            {uses.resources.map(({ type, resource }) => (
              <li key={`${type} ${resource}`}>
                {type} <span className="soft">{resource}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {uses.flows.map((flow) => (
        <section key={flow.id} className="card found" aria-label={flow.name}>
          <div className="row">
            <FlowTitle instance={instance} flow={flow} />
            {flow.published && <span className="chip chip-success">Published</span>}
            {flow.saved && !flow.published && <span className="chip">Saved only</span>}
            {!flow.saved && <span className="chip chip-warning">Published only, edited since</span>}
          </div>
          <ul className="rows">
            {flow.blocks.map(
              (block) =>
                block && <Hit key={block.id} instance={instance} flow={flow} block={block} />,
            )}
          </ul>
        </section>
      ))}
    </>
  );
}

function Terms({ terms }: Pick<Found, "terms">) {
  return (
    <details className="card" open>
      <summary>What can be searched for</summary>
      <dl className="terms">
        {terms.map(({ example, help }) => (
          <div key={example}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{help}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">
        Several terms must all hold of one block; -term must not. * matches anything.
      </p>
    </details>
  );
}

/** What a call answers, or the sentence that says why it does not. */
const orMessage = <T,>(call: Promise<T>) =>
  call.catch((error: unknown) => {
    if (error instanceof ApiError && error.code === "bad-request") return error.message;
    throw error;
  });

function Results({ instance, search }: { instance: string; search: string }) {
  const asked = new URLSearchParams(search);
  const [q, arn, name] = ["q", "arn", "name"].map((member) => asked.get(member) ?? "");
  const found = useAsked<Found | string>(
    () => orMessage(get<Found>(`${instance}/find?${query({ q: q ?? "" })}`)),
    `find ${q}`,
  ).answer;
  const uses = useAsked<Uses | null>(
    () =>
      arn
        ? get(`${instance}/uses?${query({ arn, id: asked.get("id") ?? "" })}`)
        : Promise.resolve(null),
    `uses ${arn}`,
  ).answer;
  if (q ? !found : arn && !uses)
    return (
      <p className="empty" role="status">
        Searching…
      </p>
    );
  if (typeof found === "string")
    return (
      <p className="said-error" role="alert">
        {found}
      </p>
    );
  return (
    <>
      {q && found && <Places instance={instance} found={found} />}
      {uses && <Users instance={instance} name={name || arn || ""} uses={uses} />}
      {!q && !arn && found && <Terms terms={found.terms} />}
    </>
  );
}

/** The resource that an address names. */
const resourceIn = (asked: URLSearchParams): Resource => {
  const [kind = "", id = "", arn = "", name = ""] = ["kind", "id", "arn", "name"].map(
    (member) => asked.get(member) ?? "",
  );
  return { kind, id, arn, name };
};

export function FindFlows({ instance, search }: { instance: Instance; search: string }) {
  const asked = new URLSearchParams(search);
  const [kind, setKind] = useState(asked.get("kind") || "queue");
  const { answer: catalogue } = useAsked(() => catalogueFor("CONTACT_FLOW"), "kinds");
  const kinds = Object.entries(catalogue?.referenceKinds ?? {});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = String(new FormData(event.currentTarget).get("q")).trim();
    go(findAt(instance.id, { q }));
  };
  return (
    <div className="screen">
      <Header instance={instance} />
      <main>
        <div className="title-row">
          <h1>Find</h1>
          <span className="soft">in all flows and modules of {instanceName(instance)}</span>
        </div>
        <div className="card find-form">
          <form onSubmit={submit} className="row">
            <label className="search">
              <Search size={14} aria-hidden />
              <input
                // biome-ignore lint/a11y/noAutofocus: the screen was opened to write here
                autoFocus
                key={search}
                type="search"
                name="q"
                aria-label="Find in all flows"
                placeholder="Words, or attr:tier, resource:BasicQueue, block:&quot;Play prompt&quot;"
                defaultValue={asked.get("q") ?? ""}
                required
              />
            </label>
            <button type="submit" className="button primary">
              Find
            </button>
          </form>
          <div className="row">
            <span>or who uses this</span>
            <select
              aria-label="Kind of resource"
              value={kind}
              onChange={({ target }) => setKind(target.value)}
            >
              {kinds.map(([each, title]) => (
                <option key={each} value={each}>
                  {title}
                </option>
              ))}
            </select>
            <Picker
              key={kind}
              hiddenLabel
              label="Resource"
              kind={kind}
              resource={asked.get("kind") === kind ? resourceIn(asked) : null}
              written=""
              instance={instance.id}
              choose={(resource) => {
                if (!resource) return;
                const { arn, id, name } = resource;
                go(findAt(instance.id, { kind, arn, id, name }));
              }}
            />
          </div>
        </div>
        <Results key={search} instance={instance.id} search={search} />
      </main>
    </div>
  );
}
