/** What two people changed since both had the same flow, block by block. */

import type { Change, Diff, Merged } from "../api/types";

interface Row {
  name: string;
  theirs: string[];
  mine: string[];
}

/** What is listed: all but where things are, and what the designer keeps for itself. */
const isListed = ({ aspect }: Change) => aspect === "meaning" || aspect === "names";

/** A block as the texts of changes name it. */
const headOf = ({ name, title }: NonNullable<Change["block"]>) =>
  name ? `${title} “${name}”` : title;

/** What a change is, without the name of its block, which heads the row. */
function withoutName({ block, text, what }: Change): string {
  if (!block) return text;
  if (what === "Renamed") return block.name ? `Named “${block.name}”` : "Without a name now";
  const head = headOf(block);
  if (!text.startsWith(head)) return text;
  const rest = text.slice(head.length).replace(/^:? /, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function rowsOf({ theirs, mine }: Merged): Row[] {
  const rows = new Map<string, Row>();
  const put = (side: "theirs" | "mine", { changes, pairs }: Diff) => {
    // A block that one side renamed is known by what it was called before.
    const former = new Map(Object.entries(pairs).map(([before, now]) => [now, before]));
    for (const change of changes.filter(isListed)) {
      const now = change.block?.id ?? "";
      const id = change.what === "Removed" ? now : (former.get(now) ?? now);
      const name = change.block ? headOf(change.block) : "The flow";
      const row = rows.get(id) ?? { name, theirs: [], mine: [] };
      row[side].push(withoutName(change));
      rows.set(id, row);
    }
  };
  put("theirs", theirs);
  put("mine", mine);
  const both = (row: Row) => Number(row.theirs.length > 0 && row.mine.length > 0);
  return [...rows.values()].sort((one, other) => both(other) - both(one));
}

function Cell({ texts }: { texts: string[] }) {
  return (
    <td>
      {texts.length === 0 ? (
        <span className="soft">No change</span>
      ) : (
        <ul>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </td>
  );
}

export function ThreeWay({ merge, own }: { merge: Merged; own: boolean }) {
  const rows = rowsOf(merge);
  const both = rows.filter((row) => row.theirs.length > 0 && row.mine.length > 0).length;
  return (
    <section className="three-way" aria-label="What both changed">
      <p>
        {both === 0
          ? "No block was changed on both sides."
          : `${both === 1 ? "One block was" : `${both} blocks were`} changed on both sides. ${own ? "If you put these edits on top, they are kept" : "If you put yours on top, yours are kept"} there.`}
      </p>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Block</th>
              <th scope="col">{own ? "That save" : "Theirs"}</th>
              <th scope="col">{own ? "This window" : "Yours"}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name + row.theirs + row.mine}>
                <th scope="row">
                  {row.name}
                  {row.theirs.length > 0 && row.mine.length > 0 && (
                    <span className="chip chip-warning">Both</span>
                  )}
                </th>
                <Cell texts={row.theirs} />
                <Cell texts={row.mine} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {merge.left.length > 0 && (
        <details open>
          <summary>What can't be put on top ({merge.left.length})</summary>
          <ul>
            {merge.left.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
