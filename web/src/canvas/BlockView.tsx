/** A block: header, some settings, its branches; a coloured box where it is too small to read. */

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Check, CircleX, MessageSquareWarning, Minus, Phone, TriangleAlert } from "lucide-react";
import { createContext, type MouseEvent, memo, useContext } from "react";
import { branchOffset, heightOf, shownSettings, sizes } from "../api/sizes";
import type { Block, Branch } from "../api/types";
import { UNCHOSEN } from "../document/unchosen";
import { count } from "../parts/words";
import type { Badge, BlockNode, Mark } from "./nodes";
import { foldBlocks, useCanvas } from "./store";

export const Far = createContext(false);

function Badges({ badge, notes }: { badge: Badge | null; notes: number }) {
  return (
    <span className="badges">
      {notes > 0 && (
        <span className="badge badge-note" title={`${count(notes, "note")} of the conversion`}>
          <MessageSquareWarning size={12} aria-hidden />
          {notes}
        </span>
      )}
      {badge && badge.warnings > 0 && (
        <span className="badge badge-warning" title={count(badge.warnings, "warning")}>
          <TriangleAlert size={12} aria-hidden />
          {badge.warnings}
        </span>
      )}
      {badge && badge.errors > 0 && (
        <span className="badge badge-error" title={count(badge.errors, "error")}>
          <CircleX size={12} aria-hidden />
          {badge.errors}
        </span>
      )}
    </span>
  );
}

function offer(event: MouseEvent, block: string, branch: Branch) {
  const { flow } = useCanvas.getState();
  if (branch.connected || !flow) return;
  event.stopPropagation();
  const at = { x: event.clientX, y: event.clientY };
  const place = flow.screenToFlowPosition({ x: at.x + 90, y: at.y });
  useCanvas.setState({
    quick: {
      at,
      place: { x: place.x, y: place.y - sizes().arrival },
      from: { block, branch: branch.key },
    },
  });
}

function Settings({ block, unfolded }: { block: Block; unfolded: boolean }) {
  const { rows, more } = shownSettings(block, unfolded);
  return (
    <>
      {rows.map(([label, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: settings have no identity but their place
        <div className="block-setting" key={index} title={value}>
          {label && <span className="soft">{label}</span>}{" "}
          <span className="block-value" dir="auto">
            {value === UNCHOSEN ? "no attribute chosen yet" : value}
          </span>
        </div>
      ))}
      {more > 0 && (
        <button
          type="button"
          className="block-setting block-fold nodrag"
          tabIndex={-1}
          aria-expanded={unfolded}
          onClick={(event) => {
            event.stopPropagation();
            foldBlocks([block.id], unfolded);
          }}
        >
          {unfolded ? "fewer settings" : `and ${more} more settings`}
        </button>
      )}
    </>
  );
}

function Exits({ block, height }: { block: Block; height: number }) {
  const { branches } = block;
  return branches.map((branch, index) => (
    <div
      className={`block-branch tone-${branch.tone}${branch.connected ? "" : " open"}`}
      key={branch.key}
    >
      <span dir="auto">{branch.label}</span>
      <Handle
        type="source"
        id={branch.key}
        position={Position.Right}
        className="source"
        style={{ top: branchOffset(height, branches.length, index) }}
        title={branch.connected ? branch.label : `${branch.label}: not connected`}
        onClick={(event) => offer(event, block.id, branch)}
      />
    </div>
  ));
}

const ICONS = { here: Phone, reached: Check, missed: Minus };

/** The tag of a block of a call or of coverage, so that colour alone tells nothing. */
function wayTag(mark: Mark) {
  const step = mark.startsWith("walked-") ? mark.slice("walked-".length) : "";
  const Icon = mark in ICONS ? ICONS[mark as keyof typeof ICONS] : null;
  if (!step && !Icon) return null;
  return <span className="way-tag">{Icon ? <Icon size={12} aria-hidden /> : step}</span>;
}

/** The class and the tag of a mark; parts of a split have numbers, and a colour each. */
function marking(mark: Mark) {
  const way = wayTag(mark);
  if (way) return { marked: ` mark-${mark.split("-")[0]}`, tag: way };
  const part = mark.startsWith("part-") ? Number(mark.slice("part-".length)) : 0;
  if (part === 0) return { marked: mark && ` mark-${mark}`, tag: null };
  const tag = (
    <span className="part-tag" title={`Part ${part}`}>
      {part}
    </span>
  );
  return { marked: ` mark-part part-${(part - 1) % 6}`, tag };
}

export const BlockView = memo(function BlockView({ data, selected }: NodeProps<BlockNode>) {
  const { block, badge, mark, unfolded } = data;
  const far = useContext(Far);
  const { marked, tag } = marking(mark);
  const tone = block.category || "Other";
  const classes = `block tone-${tone}${selected ? " selected" : ""}${marked}`;
  if (far) {
    const wrong = badge && (badge.errors ? " far-error" : " far-warning");
    return <div className={`${classes} far${wrong ?? ""}`}>{tag}</div>;
  }
  return (
    <div className={classes}>
      <Handle
        type="target"
        position={Position.Left}
        className="target"
        isConnectableStart={false}
      />
      {tag}
      <div className="block-header">
        <span className="block-titles">
          <span className="block-title" dir="auto" title={block.title}>
            {block.title}
          </span>
          {block.name && (
            <span className="block-name" dir="auto" title={block.name}>
              {block.name}
            </span>
          )}
        </span>
        <Badges badge={badge} notes={block.notes.length} />
      </div>
      <Settings block={block} unfolded={unfolded} />
      <Exits block={block} height={heightOf(block, unfolded)} />
    </div>
  );
});
