/** What a thing that can be done in the editor is: one file of `list/` each. */

export type Group = "File" | "Edit" | "Select" | "View" | "Find";

export interface Action {
  id: string;
  label: string;
  group: Group;
  /** As `Mod+Shift+F`; Mod is Ctrl, or Command on a Mac. The first is shown. */
  keys?: string[];
  /** Whether its keys work while someone types in a field. */
  inFields?: boolean;
  /** Whether it changes the document, and so needs the right to edit. */
  edits?: boolean;
  enabled?: () => boolean;
  perform: () => unknown;
}

export const action = (made: Action): Action => made;
