/** Sends files to be looked at; nothing is stored by that. */

import { ApiError, post, query } from "./client";
import type { Imported, Kind } from "./types";

/** More than this is refused before it is sent; the server has its own limit. */
const MOST = 40 * 1024 * 1024;

const paths = new WeakMap<File, string>();

/** Remembers the path of a file within the folder that it came with. */
export function named(file: File, path: string): File {
  paths.set(file, path);
  return file;
}

export const pathOf = (file: File) => paths.get(file) ?? (file.webkitRelativePath || file.name);

export async function readFiles(instance: string, kind: Kind, files: File[]): Promise<Imported[]> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > MOST)
    throw new ApiError(
      413,
      "too-large",
      `These files are ${Math.round(size / 1024 / 1024)} MB; 40 MB can be imported at once. Import fewer at a time.`,
    );
  const form = new FormData();
  for (const file of files) form.append("file", file, pathOf(file));
  const { documents } = await post<{ documents: Imported[] }>(
    `${instance}/import?${query({ kind })}`,
    form,
  );
  return documents;
}
