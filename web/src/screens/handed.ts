/** Files that were dropped on one screen for another to import. */

let files: File[] = [];

export const handOver = (given: File[]) => {
  files = given;
};

export function taken(): File[] {
  const found = files;
  files = [];
  return found;
}
