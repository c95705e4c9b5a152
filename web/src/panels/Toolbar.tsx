/** The bar above the canvas: the flow's name and state, and the actions that are used most. */

import { useStore as useZoom } from "@xyflow/react";
import {
  ArrowLeft,
  ChevronDown,
  Command,
  Keyboard,
  type LucideIcon,
  Maximize,
  PanelLeft,
  PanelRight,
  Phone,
  Redo2,
  Search,
  StickyNote,
  Undo2,
  WandSparkles,
  WifiOff,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import type { KeyboardEvent } from "react";
import { useStore } from "zustand";
import { actionOf, isEnabled, run } from "../actions";
import { shown } from "../actions/keys";
import type { Instance } from "../api/types";
import { useCanvas } from "../canvas/store";
import { history, isDirty, mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import { useTurns } from "../document/turns";
import { UserMenu } from "../parts/Header";
import { InstanceName } from "../parts/InstanceName";
import { type Item, Menu } from "../parts/Menu";
import { listAt } from "../place";
import { OtherPeople } from "./OtherPeople";

/** A button of the toolbar; one of them is a stop for Tab, arrows lead to the others. */
function Tool({ id, icon: Icon, stop }: { id: string; icon: LucideIcon; stop?: boolean }) {
  const action = actionOf(id);
  const keys = action.keys?.[0];
  const title = keys ? `${action.label} (${shown(keys)})` : action.label;
  return (
    <button
      type="button"
      className="icon-button"
      tabIndex={stop ? 0 : -1}
      aria-label={action.label}
      title={title}
      disabled={!isEnabled(action)}
      onClick={() => run(action)}
    >
      <Icon size={17} />
    </button>
  );
}

/** Left and right go through the buttons of the toolbar that can be pressed. */
function roved(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button:not(:disabled)")];
  const at = buttons.indexOf(event.target as HTMLElement);
  buttons.at((at + step) % buttons.length)?.focus();
  event.preventDefault();
  event.stopPropagation();
}

function Zoom() {
  const percent = useZoom((state) => Math.round(state.transform[2] * 100));
  const action = actionOf("zoomActual");
  return (
    <button
      type="button"
      className="zoom"
      tabIndex={-1}
      title={`${action.label} (${shown("0")})`}
      aria-label={`Zoomed to ${percent} %: ${action.label}`}
      onClick={() => run(action)}
    >
      {percent} %
    </button>
  );
}

export function item(id: string): Item {
  const action = actionOf(id);
  const keys = action.keys?.[0];
  return {
    label: action.label,
    disabled: !isEnabled(action),
    perform: () => run(action),
    ...(keys ? { keys: shown(keys) } : {}),
  };
}

function Standing() {
  const state = useDocument();
  const { summary, identity, online } = state;
  const underWay = useTurns((turns) => turns.underWay > 0);
  if (!online)
    return (
      <span className="chip chip-error">
        <WifiOff size={13} aria-hidden /> No connection: edits are kept here
      </span>
    );
  if (identity?.version)
    return <span className="chip">Version {identity.version}, to look at</span>;
  if (isDirty(state) || underWay) return <span className="chip chip-warning">Not saved</span>;
  if (!summary) return null;
  if (summary.status === "PUBLISHED" && !summary.draft)
    return <span className="chip chip-success">Published</span>;
  return (
    <span className="chip">
      {summary.status === "PUBLISHED" ? "Saved, not published since" : "Saved"}
    </span>
  );
}

function Name() {
  const name = useDocument((state) => state.view?.name ?? "");
  const editable = useDocument(mayEdit);
  return (
    <input
      key={name}
      className="flow-name"
      dir="auto"
      aria-label="Name"
      defaultValue={name}
      title={name}
      readOnly={!editable}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      onBlur={({ target }) => {
        const wanted = target.value.trim();
        if (wanted && wanted !== name) void perform({ kind: "setFlow", name: wanted });
        else target.value = name;
      }}
    />
  );
}

const FILE = ["saveAs", "export", "import", "picture", "split", "versions"];

export function Toolbar({ instance }: { instance: Instance }) {
  const kind = useDocument((state) => state.identity?.kind ?? "flow");
  const editable = useDocument(mayEdit);
  // What actions can do depends on these; the list itself does not say so.
  useStore(history, (state) => state.pastStates.length - state.futureStates.length / 1000);
  useDocument(isDirty);
  useTurns((state) => state.underWay > 0);
  useDocument((state) => state.rights);
  const zoom = useCanvas((state) => state.flow);
  return (
    <header className="toolbar" data-color={instance.color || undefined}>
      <a
        className="icon-button"
        href={listAt(instance.id, kind)}
        aria-label="Back to the list"
        title="Back to the list"
      >
        <ArrowLeft size={17} />
      </a>
      <Name />
      <span className="whereabouts" title={`Account ${instance.account}`}>
        <InstanceName instance={instance} /> {instance.region} · {instance.account}
      </span>
      <Standing />
      <OtherPeople me={instance.user} />
      <span className="fill" />
      <div className="tools" role="toolbar" aria-label="Editing" onKeyDown={roved}>
        {editable && <Tool id="undo" icon={Undo2} />}
        {editable && <Tool id="redo" icon={Redo2} />}
        {editable && <span className="rule" />}
        {editable && <Tool id="arrange" icon={WandSparkles} />}
        {editable && <Tool id="addNote" icon={StickyNote} />}
        <Tool id="find" icon={Search} stop />
        <Tool id="call" icon={Phone} />
        <span className="rule" />
        {zoom && <Tool id="zoomOut" icon={ZoomOut} />}
        <Zoom />
        {zoom && <Tool id="zoomIn" icon={ZoomIn} />}
        <Tool id="zoomFit" icon={Maximize} />
        <span className="rule" />
        {editable && <Tool id="toggleDock" icon={PanelLeft} />}
        <Tool id="toggleSide" icon={PanelRight} />
        <Tool id="palette" icon={Command} />
        <Tool id="shortcuts" icon={Keyboard} />
      </div>
      <span className="fill" />
      <div className="split-button">
        {editable && (
          <button
            type="button"
            className="button"
            disabled={item("save").disabled}
            onClick={item("save").perform}
          >
            Save
          </button>
        )}
        <Menu label="More with this flow" items={FILE.map(item)} align="right" wordless={editable}>
          {!editable && "File"} <ChevronDown size={14} />
        </Menu>
      </div>
      {editable && (
        <button
          type="button"
          className="button primary"
          disabled={item("publish").disabled}
          onClick={item("publish").perform}
        >
          Publish
        </button>
      )}
      <UserMenu />
    </header>
  );
}
