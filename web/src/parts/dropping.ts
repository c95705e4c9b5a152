/** Files and whole folders that are dropped on the page, wherever that is. */

import { named, pathOf } from "../api/files";

export const holdsFiles = ({ types }: DataTransfer) => types.includes("Files");

/** A folder gives its entries a hundred at a time. */
async function within(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) =>
      reader.readEntries(done, failed),
    );
    if (some.length === 0) return found;
    found.push(...some);
  }
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isDirectory) {
    const entries = await within(entry as FileSystemDirectoryEntry);
    return (await Promise.all(entries.map(filesIn))).flat();
  }
  const file = await new Promise<File>((done, failed) =>
    (entry as FileSystemFileEntry).file(done, failed),
  );
  return [named(file, entry.fullPath.replace(/^\//, ""))];
}

/** All files of what was dropped; those of a folder under their paths within it. */
export async function filesOf(data: DataTransfer): Promise<File[]> {
  const plain = [...data.files];
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry?.isDirectory)) return plain;
  const found = await Promise.all(entries.flatMap((entry) => (entry ? [filesIn(entry)] : [])));
  return found.flat().toSorted((a, b) => pathOf(a).localeCompare(pathOf(b)));
}

/** Takes files wherever no part of the page does; without it the browser would leave the page. */
export function takeDrops(take: (files: File[]) => void, failed: (error: Error) => void) {
  const over = (event: DragEvent) => {
    if (!event.dataTransfer || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  };
  const left = (event: DragEvent) => {
    if (event.relatedTarget === null) document.body.classList.remove("dropping");
  };
  const drop = (event: DragEvent) => {
    document.body.classList.remove("dropping");
    if (event.defaultPrevented || !event.dataTransfer || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    filesOf(event.dataTransfer).then(take, failed);
  };
  const end = () => document.body.classList.remove("dropping");
  addEventListener("dragover", over);
  addEventListener("dragleave", left);
  addEventListener("drop", drop);
  addEventListener("drop", end, true);
  return () => {
    removeEventListener("dragover", over);
    removeEventListener("dragleave", left);
    removeEventListener("drop", drop);
    removeEventListener("drop", end, true);
  };
}
