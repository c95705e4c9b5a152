/** Gives a person a file that the server made. */

import { raw } from "./client";

export function give(content: Blob, name: string) {
  // Of a type that it knows, a browser would add its extension to the name.
  const bytes = new Blob([content], { type: "application/octet-stream" });
  const address = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The name that an answer gives its file. */
function named(answer: Response): string | null {
  const header = answer.headers.get("content-disposition") ?? "";
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  return coded ? decodeURIComponent(coded) : (/filename="([^"]*)"/.exec(header)?.[1] ?? null);
}

export async function download(path: string, body: unknown, otherwise: string) {
  const answer = await raw("POST", path, body);
  give(await answer.blob(), named(answer) ?? otherwise);
  return answer;
}
