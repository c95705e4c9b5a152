/** Who uses flows or modules, before they are deleted. */

import { get, query } from "../api/client";
import type { Row, Uses, UsingFlow } from "../api/types";
import { useAsked } from "../parts/useAsked";
import { count } from "../parts/words";
import { flowAt } from "../place";

/** Of how many flows the use is looked up. */
const MOST = 50;

interface Used {
  row: Row;
  flows: UsingFlow[];
  resources: Uses["resources"];
}

/** What uses each of some flows, but for those that are deleted with it. */
async function usesOf(instance: string, rows: readonly Row[]): Promise<Used[]> {
  const gone = new Set(rows.map(({ id }) => id));
  const found = await Promise.all(
    rows.slice(0, MOST).map(async (row): Promise<Used> => {
      const { arn, id } = row;
      const { flows, resources } = await get<Uses>(`${instance}/uses?${query({ arn, id })}`);
      return { row, flows: flows.filter((each) => !gone.has(each.id)), resources };
    }),
  );
  return found.filter(({ flows, resources }) => flows.length + resources.length > 0);
}

function UsedBy({ instance, used }: { instance: string; used: Used }) {
  return (
    <li>
      <strong>{used.row.name}</strong> is used by{" "}
      {used.flows.map(({ id, kind, name, published }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <a href={flowAt(instance, kind, id)}>{name}</a>
          {published && " (published)"}
        </span>
      ))}
      {used.resources.length > 0 &&
        `${used.flows.length ? " and " : ""}${count(used.resources.length, "phone number or other resource", "phone numbers and other resources")}`}
    </li>
  );
}

export function Impact({ instance, rows }: { instance: string; rows: Row[] }) {
  const key = rows.map(({ id }) => id).join();
  const { answer } = useAsked(() => usesOf(instance, rows), key);
  if (!answer)
    return (
      <p className="soft" role="status">
        Looking up what uses {rows.length === 1 ? "it" : "them"}…
      </p>
    );
  if (answer.length === 0)
    return (
      <p className="soft" role="status">
        No other flow uses {rows.length === 1 ? "it" : "them"}
        {rows.length > MOST && `, as far as the first ${MOST} were looked up`}.
      </p>
    );
  return (
    <div role="status">
      <p className="said-error">What uses them will fail at that block:</p>
      <ul className="reasons">
        {answer.map((used) => (
          <UsedBy key={used.row.id} instance={instance} used={used} />
        ))}
      </ul>
    </div>
  );
}
