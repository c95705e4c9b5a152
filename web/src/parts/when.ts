/** A moment as the reader's language writes it. */

const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const when = (seconds: number) => format.format(seconds * 1000);
