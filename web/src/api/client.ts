/** Calls to the server: one shape of error, and signing in again without losing the call. */

const ROOT = "/designer/api/";

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** The error where the server does not answer. */
export const away = () =>
  new ApiError(
    0,
    "offline",
    "The server can't be reached. Your edits are kept in this browser; try again when it is back.",
  );

export const isOffline = (error: unknown) => error instanceof ApiError && error.code === "offline";

let csrf = "";
let signInAgain: (() => Promise<void>) | null = null;

export const setToken = (token: string) => {
  csrf = token;
};

/** What to do when a session has expired: a promise that resolves once the user has signed in again. */
export const whenSignedOut = (wait: () => Promise<void>) => {
  signInAgain = wait;
};

async function send(method: string, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = {};
  if (method !== "GET") headers["x-flowport-csrf"] = csrf;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["content-type"] = "application/json";
  const payload = form ? body : body === undefined ? null : JSON.stringify(body);
  try {
    return await fetch(ROOT + path, { method, headers, body: payload });
  } catch {
    throw away();
  }
}

async function failure(answer: Response): Promise<ApiError> {
  const body = await answer.json().catch(() => null);
  const { code, message, ...more } = body?.error ?? {};
  return new ApiError(
    answer.status,
    code ?? "internal",
    message ?? `The server answered ${answer.status}.`,
    more,
  );
}

declare global {
  interface Window {
    /** What begin.js has asked for, before this code was there; each answer is used once. */
    begun?: Map<string, Promise<Response | null>>;
  }
}

const begun = globalThis.window?.begun ?? new Map<string, Promise<Response | null>>();

async function begunBefore(method: string, path: string): Promise<Response | null> {
  const answer = method === "GET" ? begun.get(path) : undefined;
  begun.delete(path);
  return answer ?? null;
}

/** The answer to a call, where it is not JSON. */
export async function raw(method: string, path: string, body?: unknown): Promise<Response> {
  const answer = (await begunBefore(method, path)) ?? (await send(method, path, body));
  if (answer.ok) return answer;
  const error = await failure(answer);
  if (error.code !== "signed-out" || path === "session" || signInAgain === null) throw error;
  await signInAgain();
  return raw(method, path, body);
}

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await raw(method, path, body);
  return (await answer.json()) as T;
}

export const get = <T>(path: string) => call<T>("GET", path);
export const post = <T>(path: string, body: unknown) => call<T>("POST", path, body);

/** The path of a flow that is opened. */
export const flowPath = (instance: string, kind: string, flow: string, version: string) =>
  `${instance}/flows/${encodeURIComponent(flow)}?${query({ kind, version })}`;

/** The path of what can be put into flows of a type. */
export const cataloguePath = (type: string) => `catalogue?${query({ type })}`;

export const query = (members: Record<string, string>) => new URLSearchParams(members).toString();
