/** The sheet of keys, made from the list of actions. */

import { actions } from "../../actions";
import { shown } from "../../actions/keys";
import { Dialog } from "../../parts/Dialog";
import type { OverlayProps } from "./Dialogs";

const GESTURES: [string, string][] = [
  ["Arrows", "Go to the nearest block"],
  ["Shift+Arrows", "Move what is selected"],
  ["Tab", "Go through the blocks"],
  ["Ctrl+Click", "Select one more"],
  ["Ctrl+Drag", "Select with a frame"],
  ["Wheel, Ctrl+Wheel", "Move the canvas, zoom it"],
  ["Right click", "What can be done there"],
  ["Click on an open branch", "Add a block after it"],
  ["Drop a link on the canvas", "Add a block there"],
  ["Drop a block on a link", "Put it in between"],
];

export function Shortcuts({ close }: OverlayProps) {
  const groups = [...new Set(actions.map((action) => action.group))];
  return (
    <Dialog title="Keyboard shortcuts" close={close} wide>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {actions
                .filter((action) => action.group === group)
                .map((action) => (
                  <div key={action.id}>
                    <dt>{action.label}</dt>
                    <dd>
                      {(action.keys ?? []).map((keys) => (
                        <kbd key={keys}>{shown(keys)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>On the canvas</h3>
          <dl>
            {GESTURES.map(([keys, label]) => (
              <div key={keys}>
                <dt>{label}</dt>
                <dd>
                  <kbd>{keys}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
