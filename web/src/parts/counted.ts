/** A number with what it counts: `1 block`, `2 blocks`. */
export const counted = (number: number, noun: string) =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;
