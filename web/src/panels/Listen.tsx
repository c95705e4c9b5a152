/** Reads a prompt aloud, with a voice of the browser: about how a caller hears it. */

import { Volume2 } from "lucide-react";
import { canSpeak, say } from "../calling/speech";

/** What is said of a text: without the tags of SSML. */
export const spoken = (text: string) =>
  text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

export function Listen({ text, language = "" }: { text: string; language?: string }) {
  const words = spoken(text);
  if (!canSpeak || !words) return null;
  return (
    <button
      type="button"
      className="link-button"
      title="Read with a voice of this browser, not with the voice of the flow"
      onClick={() => say(words, language)}
    >
      <Volume2 size={13} aria-hidden /> Listen
    </button>
  );
}
