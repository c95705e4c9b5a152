/** Says what went wrong with something that a person started. */

import { ApiError } from "../api/client";
import { tell } from "./toasts";

export function trying<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    const known = error instanceof ApiError || error instanceof Error;
    tell("error", known ? error.message : "Something went wrong.");
    return undefined;
  });
}
