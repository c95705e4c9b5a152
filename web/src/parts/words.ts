/** How many of something, in words. */
export const count = (number: number, noun: string, plural = `${noun}s`) =>
  `${number.toLocaleString()} ${number === 1 ? noun : plural}`;
