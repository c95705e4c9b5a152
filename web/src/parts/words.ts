/** How many of something, in words. */
// Made once: number.toLocaleString() makes one at every call, which is slow.
const grouped = new Intl.NumberFormat();

export const count = (number: number, noun: string, plural = `${noun}s`) =>
  `${grouped.format(number)} ${number === 1 ? noun : plural}`;
