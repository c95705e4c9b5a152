/** Sends files to be looked at; nothing is stored by that. */

import { ApiError, post, query } from "./client";
import type { ExaminedFiles, FlowFiles, Kind } from "./types";

/** More than this is refused before it is sent; the server has its own limit. */
const MOST = 40 * 1024 * 1024;

const paths = new WeakMap<File, string>();

/** Remembers the path of a file within the folder that it came with. */
export function named(file: File, path: string): File {
  paths.set(file, path);
  return file;
}

export const pathOf = (file: File) => paths.get(file) ?? (file.webkitRelativePath || file.name);

const megabytes = (size: number) => `${Math.round(size / 1024 / 1024)} MB`;

/** Why files are too large together, or which of them is alone. */
function tooLarge(files: File[], size: number): string {
  const alone = files.find((file) => file.size > MOST);
  if (!alone)
    return `These files are ${megabytes(size)}; 40 MB can be imported at once. Import fewer at a time.`;
  const advice = files.length > 1 ? " Import the others without it." : "";
  return `${pathOf(alone)} is ${megabytes(alone.size)}; a file of more than 40 MB can't be imported.${advice}`;
}

function formOf(files: File[]): FormData {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST) throw new ApiError(413, "too-large", tooLarge(files, size));
  const form = new FormData();
  for (const file of files) form.append("file", file, pathOf(file));
  return form;
}

/** What files hold, and what they refer to. */
export async function readFiles(
  instance: string,
  kind: Kind,
  files: File[],
): Promise<ExaminedFiles["documents"]> {
  const path = `${instance}/import?${query({ kind })}`;
  return (await post<ExaminedFiles>(path, formOf(files))).documents;
}

/** What files hold, by name and type alone, which is quick; and the names that are taken. */
export const listFiles = async (instance: string, kind: Kind, files: File[]) =>
  post<FlowFiles>(`${instance}/import/list?${query({ kind })}`, formOf(files));
