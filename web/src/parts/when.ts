/** A moment as the reader's language writes it. */

const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const HOUR = 60;
const DAY = 24 * HOUR;

/** How long ago a moment in milliseconds was, in one unit. */
export function ago(moment: number): string {
  const minutes = Math.round((moment - Date.now()) / 60_000);
  if (minutes > -1) return "just now";
  if (minutes > -HOUR) return relative.format(minutes, "minute");
  if (minutes > -DAY) return relative.format(Math.round(minutes / HOUR), "hour");
  return relative.format(Math.round(minutes / DAY), "day");
}

export const when = (seconds: number) => format.format(seconds * 1000);
