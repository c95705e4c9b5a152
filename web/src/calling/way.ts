/** The way of the call on the canvas: its blocks numbered, its links lit, the block where it is. */

import type { CallEvent, Called } from "../api/types";
import type { LinkMark } from "../canvas/edges";
import { linkId } from "../canvas/edges";
import { ENTRY, type Mark } from "../canvas/nodes";
import { paint } from "../canvas/store";
import { bring } from "../canvas/window";

/** The block of the open document in which the call is, or was last. */
const placeOf = ({ question, events }: Called) =>
  question?.own ? question.block : (events.findLast(({ own }) => own)?.block ?? "");

/** The links that an event took. */
function linksOf({ own, block, branch, returned }: CallEvent): string[] {
  const taken = own && branch ? [linkId(block, branch)] : [];
  return returned ? [...taken, linkId(...returned)] : taken;
}

export function light(called: Called) {
  const marks = new Map<string, Mark>();
  const place = placeOf(called);
  const own = called.events.filter((event) => event.own).map(({ block }) => block);
  for (const block of own) if (!marks.has(block)) marks.set(block, `walked-${marks.size + 1}`);
  if (place) marks.set(place, "here");
  const ways = [linkId(ENTRY, "next"), ...called.events.flatMap(linksOf)];
  paint("call", marks, new Map(ways.map((id): [string, LinkMark] => [id, "walked"])));
  if (place) bring(place);
}
