/** Who else has the flow open, and whether another user saved it since it was opened here. */

import { Users } from "lucide-react";
import { useEffect, useReducer } from "react";
import { saving } from "../actions/saving";
import { discard } from "../document/open";
import { usePresence } from "../document/presence";
import { useSaves } from "../document/save";
import { isDirty, useDocument } from "../document/store";
import { ago } from "../parts/when";

const MINUTE = 60_000;

function useMinutes(needed: boolean) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!needed) return;
    const timer = setInterval(tick, MINUTE);
    return () => clearInterval(timer);
  }, [needed]);
}

const RECENT = 10 * MINUTE;

/** Loads the newer save, or has the conflict shown where there are edits here. */
const look = () => void (isDirty(useDocument.getState()) ? saving(false) : discard());

export function OtherPeople({ me }: { me: string }) {
  const { people, saved } = usePresence();
  const expected = useDocument((state) => state.expected);
  const dirty = useDocument(isDirty);
  const underWay = useSaves((state) => state.underWay > 0);
  const here = people.filter(({ left }) => left === null).map(({ name }) => name);
  const isNewer = saved !== null && saved.base !== expected && !underWay;
  useMinutes(here.length > 0 || isNewer);
  const who = saved?.by && saved.by !== me ? saved.by : isNewer ? "You, in another window," : "";
  const when = saved ? ago(saved.at) : "";
  if (isNewer)
    return (
      <span className="others chip chip-warning" role="status" title={`${who} saved ${when}`}>
        <Users size={13} aria-hidden />
        <span>
          {who} saved {when}
        </span>
        <button type="button" onClick={look}>
          {dirty ? "Compare" : "Load"}
        </button>
      </span>
    );
  if (here.length === 0) return null;
  const isRecent = saved !== null && here.includes(saved.by) && Date.now() - saved.at < RECENT;
  return (
    <span className="others chip" role="status" title={`Also here: ${here.join(", ")}`}>
      <Users size={13} aria-hidden />
      <span>
        {here.length === 1 ? `${here[0]} is here` : `${here.length} others are here`}
        {isRecent && `, saved ${when}`}
      </span>
    </span>
  );
}
