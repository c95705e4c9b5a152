/** Reads aloud what the caller hears, with the browser's own voice. */

import { useEffect, useRef } from "react";

export const canSpeak = "speechSynthesis" in globalThis;

/** Reads a text now, in place of what is being read; in a language, if one is named. */
export function say(text: string, language = "") {
  const utterance = new SpeechSynthesisUtterance(text);
  if (language) utterance.lang = language;
  speechSynthesis.cancel();
  speechSynthesis.speak(utterance);
}

/** Reads the pieces that are new; after a step back, only those that come then. */
export function useReading(pieces: readonly string[], aloud: boolean) {
  const read = useRef(0);
  useEffect(() => {
    if (!canSpeak) return;
    const fresh = pieces.slice(read.current);
    if (pieces.length < read.current || !aloud) speechSynthesis.cancel();
    read.current = pieces.length;
    if (!aloud) return;
    for (const piece of fresh) speechSynthesis.speak(new SpeechSynthesisUtterance(piece));
  }, [pieces, aloud]);
  useEffect(() => () => (canSpeak ? speechSynthesis.cancel() : undefined), []);
}
