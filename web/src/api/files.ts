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

function formOf(files: File[]): FormData {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST)
    throw new ApiError(
      413,
      "too-large",
      `These files are ${Math.round(size / 1024 / 1024)} MB; 40 MB can be imported at once. Import fewer at a time.`,
    );
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
