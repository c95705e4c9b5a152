/** Who else is at the open flow, and who saved it last, as the server tells it. */

import { create } from "zustand";
import { query } from "../api/client";
import type { LastSave, Presence } from "../api/types";
import { type DocumentState, type Identity, useDocument } from "./store";

export interface OthersHere extends Omit<Presence, "saved"> {
  saved: (Omit<LastSave, "ago"> & { at: number }) | null;
}

const nobody: OthersHere = { people: [], saved: null };

export const usePresence = create<OthersHere>(() => nobody);

function heard({ data }: MessageEvent<string>) {
  const { people, saved } = JSON.parse(data) as Presence;
  usePresence.setState({
    people,
    saved: saved && { ...saved, at: Date.now() - saved.ago * 1000 },
  });
}

/** News from before one's own save, or from before a newer one was loaded, is left out. */
function superseded({ expected }: DocumentState, before: DocumentState) {
  const { saved } = usePresence.getState();
  if (expected !== before.expected && saved?.base !== expected)
    usePresence.setState({ saved: null });
}

/**
 * Listens while the page is seen, until that is no longer wanted. A browser has few connections to
 * a server, so that tabs in the background let go of theirs.
 */
export function listen({ instance, flow, kind }: Identity): () => void {
  const address = `/designer/api/${instance}/flows/${encodeURIComponent(flow)}/presence`;
  let source: EventSource | null = null;
  const stop = () => {
    source?.close();
    source = null;
  };
  const look = () => {
    if (document.hidden) return stop();
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource(`${address}?${query({ kind })}`);
    source.onmessage = heard;
    source.addEventListener("over", stop);
  };
  look();
  const forget = useDocument.subscribe(superseded);
  document.addEventListener("visibilitychange", look);
  return () => {
    stop();
    forget();
    document.removeEventListener("visibilitychange", look);
    usePresence.setState(nobody);
  };
}
