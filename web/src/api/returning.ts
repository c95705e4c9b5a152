/** Reading from a server that is away for a while. */

import { get, isOffline } from "./client";

/** After how many milliseconds the server is looked for again. */
const AGAIN = 2_000;

/** What is said where something is not there before the server is. */
export const WHEN_BACK =
  "The server can't be reached. This part of the page is shown when it is back.";

/** Whether the server answers, whatever it says. */
export const isBack = (): Promise<boolean> =>
  get("session").then(
    () => true,
    (error: unknown) => !isOffline(error),
  );

async function untilBack(): Promise<void> {
  do await new Promise((over) => setTimeout(over, AGAIN));
  while (!(await isBack()));
}

/**
 * What a reading answers, once the server does. `isWanted` is asked when the server is away, and
 * again when it is back: where it says no, the reading fails as it did.
 */
export async function patiently<T>(
  read: () => Promise<T>,
  isWanted: (isAway: boolean) => boolean,
): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!isOffline(error) || !isWanted(true)) throw error;
      await untilBack();
      if (!isWanted(false)) throw error;
    }
  }
}
