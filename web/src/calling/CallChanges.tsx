/** Which calls a change affects: what differs, with the shortest call that shows it. */

import { useState } from "react";
import type { AffectedFlow, CallDifference, Comparison } from "../api/types";
import { trying } from "../parts/trouble";
import { count } from "../parts/words";
import "./calling.css";

/** The calls of one flow; its name is left out where only one flow is compared. */
export type Calls = Comparison & Partial<AffectedFlow>;

const ending = (what: string, block: string) =>
  what ? (block ? `${what} (${block})` : what) : "nothing more";

const callOf = ({ turns, channel }: CallDifference) => {
  const words = turns.join("; ") || "every call";
  return channel === "VOICE" ? words : `${channel.toLowerCase()}: ${words}`;
};

function Differences({ differences }: Pick<Calls, "differences">) {
  return (
    <table className="test-rows">
      <thead>
        <tr>
          <th scope="col">Call</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((each) => (
          <tr key={JSON.stringify(each)}>
            <td>{callOf(each)}</td>
            <td>{ending(each.before, each.blocks[0])}</td>
            <td className="wide">{ending(each.after, each.blocks[1])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The statement about one flow, with its bound. */
function Flow({ found }: { found: Calls }) {
  const { name, same, calls, branches, missed, differences } = found;
  const begin = (sentence: string) =>
    name ? `${name}: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
  if (same === null)
    return <p className="soft">{begin("On one side only, so no call was compared.")}</p>;
  if (same)
    return (
      <p>
        {begin("No call differs.")} {count(calls, "call")} of each side take{" "}
        {count(branches - missed, "branch", "branches")} of {branches.toLocaleString()}.
      </p>
    );
  return (
    <>
      <p>
        {begin("Calls differ in")} {count(differences.length, "place")}.
      </p>
      <Differences differences={differences} />
    </>
  );
}

interface Affected {
  flows: readonly Calls[];
  left: readonly string[];
}

export interface Props {
  /** Asks the server, which may take a second for each flow. */
  ask: () => Promise<Affected>;
}

export function CallChanges({ ask }: Props) {
  const [answer, setAnswer] = useState<Affected | null>(null);
  const [busy, setBusy] = useState(false);
  const compare = async () => {
    setBusy(true);
    const found = await trying(ask());
    setBusy(false);
    if (found) setAnswer(found);
  };
  return (
    <section className="call-changes" aria-label="Which calls differ">
      <button type="button" className="button" disabled={busy} onClick={() => void compare()}>
        {answer ? "Compare the calls again" : "Which calls differ?"}
      </button>
      <div role="status">
        {busy && <p className="soft">Calling both…</p>}
        {!busy && answer?.flows.length === 0 && (
          <p className="soft">No flow of the instance changes.</p>
        )}
        {!busy && answer?.flows.map((found) => <Flow key={`${found.flow}`} found={found} />)}
        {!busy && answer && answer.left.length > 0 && (
          <p className="soft">Not compared: {answer.left.join(", ")}.</p>
        )}
      </div>
    </section>
  );
}
