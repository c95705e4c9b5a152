/** The files of an import: listed at once, examined in the background, written when one says so. */

import { useCallback, useEffect, useRef, useState } from "react";
import { isOffline, post } from "../api/client";
import { listFiles } from "../api/files";
import type {
  CheckedCounts,
  FlowFiles,
  Flowless,
  ImportChecks,
  ImportReferences,
  ImportResult,
  Instance,
  Kind,
  Names,
  Referring,
} from "../api/types";
import { tell } from "../parts/toasts";
import { trying } from "../parts/trouble";
import { count } from "../parts/words";
import { asCommit, type Choice, choiceFor, typeOf } from "./choices";

/** How many files one call checks. */
const AT_ONCE = 40;

const asDocument = ({ document, kind, name, type }: Choice) => ({
  content: document.content,
  kind,
  name: name.trim(),
  type,
});

const byKey = <T>(choices: readonly Choice[], found: readonly T[]) =>
  new Map(choices.map(({ key }, index) => [key, found[index]]));

type SetChoices = (change: (choices: readonly Choice[]) => Choice[]) => void;

const LATER = 2000;

/** Asks again until there is a connection; null once nobody waits for it any more. */
async function patiently<T>(ask: () => Promise<T>, waits: () => boolean): Promise<T | null> {
  while (waits()) {
    try {
      return await ask();
    } catch (error) {
      if (!isOffline(error)) throw error;
      tell("warning", "No connection: the files are kept here, and this goes on once it is back.");
      await new Promise((next) => setTimeout(next, LATER));
    }
  }
  return null;
}

/** Resolves what all files refer to, whenever some are there that it has not been done for. */
function useReferences(
  instance: Instance,
  choices: readonly Choice[],
  set: SetChoices,
  setNames: (names: Names) => void,
) {
  const waiting = choices.some(({ referring }) => referring === null);
  // Files that come while the others are looked up are looked up together with them.
  const files = waiting ? choices.map(({ key }) => key).join() : "";
  const latest = useRef(choices);
  latest.current = choices;
  useEffect(() => {
    if (!files) return;
    let over = false;
    const asked = latest.current;
    const body = { documents: asked.map(asDocument) };
    const none: Referring = { references: [], commands: [] };
    const ask = () => post<ImportReferences>(`${instance.id}/import/references`, body);
    patiently(ask, () => !over)
      .catch((error: Error) => {
        if (!over) tell("error", `The references were not resolved: ${error.message}`);
        return { documents: asked.map(() => none), names: null };
      })
      .then((answer) => {
        if (over || !answer) return;
        if (answer.names) setNames(answer.names);
        const found = byKey(asked, answer.documents);
        set((now) =>
          now.map((each) => ({ ...each, referring: found.get(each.key) ?? each.referring })),
        );
      });
    return () => {
      over = true;
    };
  }, [files, instance.id, set, setNames]);
  return waiting;
}

type Checked = CheckedCounts | null;

/** Checks the files, some at a time; one whose type was changed is checked again. */
function useChecks(instance: Instance, choices: readonly Choice[], set: SetChoices) {
  const wanted = choices.filter(({ action }) => action !== "skip");
  const left = wanted.filter((choice) => choice.checkedAs !== typeOf(choice));
  const next = left.slice(0, AT_ONCE);
  const asking = useRef(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  useEffect(() => {
    if (asking.current || next.length === 0) return;
    asking.current = true;
    const body = { documents: next.map(asDocument) };
    const ask = () => post<ImportChecks>(`${instance.id}/import/check`, body);
    patiently(ask, () => here.current)
      .then((answer) => answer?.documents ?? [])
      .catch((): Checked[] => [])
      .then((documents) => {
        asking.current = false;
        const found = byKey(next, documents);
        const asked = new Map(next.map((each) => [each.key, typeOf(each)]));
        set((now) =>
          now.map((each) => {
            const checkedAs = asked.get(each.key);
            if (checkedAs === undefined) return each;
            return { ...each, counts: found.get(each.key) ?? null, checkedAs };
          }),
        );
      });
  });
  return { checked: wanted.length - left.length, total: wanted.length };
}

export function useImport(instance: Instance) {
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [unreadable, setUnreadable] = useState<Flowless[]>([]);
  const [names, setNames] = useState<Names>({});
  const [done, setDone] = useState<ImportResult | null>(null);
  const [busy, setBusy] = useState("");
  const next = useRef(0);
  const set: SetChoices = useCallback((change) => setChoices((now) => change(now)), []);
  const resolving = useReferences(instance, choices, set, setNames);
  const progress = useChecks(instance, choices, set);
  const during = async <T>(what: string, work: Promise<T>) => {
    setBusy(what);
    const found = await trying(work);
    setBusy("");
    return found;
  };
  const add = (documents: FlowFiles["documents"]) => {
    const known = new Set(choices.map(({ document }) => `${document.file}\n${document.content}`));
    const fresh = documents.filter(
      (each) => !each.ok || !known.has(`${each.file}\n${each.content}`),
    );
    const again = documents.length - fresh.length;
    if (again > 0)
      tell(
        "info",
        `${count(again, "file")} of these ${again === 1 ? "is" : "are"} listed already.`,
      );
    const made = fresh.filter((each) => each.ok).map((each) => choiceFor(each, ++next.current));
    // What is resolved depends on all files: it is resolved again.
    setChoices([...choices.map((each) => ({ ...each, referring: null })), ...made]);
    setUnreadable([...unreadable, ...fresh.filter((each) => !each.ok)]);
  };
  const read = async (files: File[], kind: Kind) => {
    if (!files.length) return;
    setDone(null);
    const what = `Reading ${count(files.length, "file")}…`;
    const found = await during(what, listFiles(instance.id, kind, files));
    if (!found) return;
    setNames(found.names);
    add(found.documents);
  };
  const commit = async (wanted: readonly Choice[]) => {
    const body = { documents: wanted.map(asCommit) };
    const what = `Importing ${count(wanted.length, "file")}…`;
    const answer = await during(what, post<ImportResult>(`${instance.id}/import/commit`, body));
    if (!answer) return;
    setDone(answer);
    // What is in the way now is looked up again: someone may have taken a name meanwhile.
    if (!answer.written) {
      set((now) => now.map((each) => ({ ...each, referring: null })));
      return;
    }
    const gone = new Set(wanted.map(({ key }) => key));
    set((now) =>
      now.filter(({ key }) => !gone.has(key)).map((each) => ({ ...each, referring: null })),
    );
  };
  const clear = () => {
    setChoices([]);
    setUnreadable([]);
    const label = "Bring them back";
    const again = choices.map((each) => ({ ...each, referring: null }));
    const perform = () => {
      setChoices((now) => [...again, ...now]);
      setUnreadable((now) => [...unreadable, ...now]);
    };
    tell("info", `Cleared ${count(choices.length, "file")}.`, { label, perform });
  };
  return {
    ...{ choices, set, unreadable, names, done, busy, resolving, progress },
    ...{ read, commit, clear },
  };
}
