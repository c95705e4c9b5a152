/** All actions. Toolbar, menus, the sheet of shortcuts and the palette read this list. */

import { mayEdit, useDocument } from "../document/store";
import { edit } from "../document/turns";
import { trying } from "../parts/trouble";
import type { Action } from "./action";

const files = import.meta.glob<{ default: Action }>("./list/*.ts", { eager: true });

export const actions: readonly Action[] = Object.values(files).map((file) => file.default);

const byId = new Map(actions.map((each) => [each.id, each]));

export function actionOf(id: string): Action {
  const found = byId.get(id);
  if (!found) throw new Error(`unknown action ${id}`);
  return found;
}

export function isEnabled(action: Action): boolean {
  if (action.edits && !mayEdit(useDocument.getState())) return false;
  return action.enabled?.() ?? true;
}

/** Does what an action does. Whether it can be done is decided when it is its turn. */
export function run(action: Action) {
  const perform = () => (isEnabled(action) ? action.perform() : undefined);
  void trying(action.edits ? edit(perform) : Promise.resolve(perform()));
}
