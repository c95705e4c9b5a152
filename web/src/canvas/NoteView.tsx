/** A note on the canvas: folded or not, written in place. */

import { type NodeProps, NodeResizer } from "@xyflow/react";
import { ChevronDown, ChevronRight, StickyNote } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { mayEdit, useDocument } from "../document/store";
import { perform } from "../document/sync";
import type { NoteNode } from "./nodes";

const LEAST = { width: 160, height: 60 };

export const NoteView = memo(function NoteView({ data, selected }: NodeProps<NoteNode>) {
  const { note } = data;
  const editable = useDocument(mayEdit);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (field.current && field.current !== document.activeElement)
      field.current.value = note.content;
  }, [note.content]);
  const write = () => {
    const content = field.current?.value ?? note.content;
    if (content !== note.content) perform({ kind: "note", id: note.id, content });
  };
  return (
    <div className={`note${selected ? " selected" : ""}`}>
      {selected && editable && !note.folded && (
        <NodeResizer
          minWidth={LEAST.width}
          minHeight={LEAST.height}
          onResizeEnd={(_, { x, y, width, height }) =>
            perform({ kind: "note", id: note.id, x, y, width, height })
          }
        />
      )}
      <div className="note-header">
        <button
          type="button"
          className="icon-button"
          aria-label={note.folded ? "Unfold the note" : "Fold the note"}
          aria-expanded={!note.folded}
          disabled={!editable}
          onClick={() => perform({ kind: "note", id: note.id, folded: !note.folded })}
        >
          {note.folded ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
        </button>
        <StickyNote size={13} aria-hidden />
        <span className="note-line" dir="auto">
          {note.folded ? note.content : "Note"}
        </span>
      </div>
      {!note.folded && (
        <textarea
          dir="auto"
          ref={field}
          className="nodrag nowheel"
          aria-label="Note"
          defaultValue={note.content}
          readOnly={!editable}
          placeholder="Write a note"
          onBlur={write}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.currentTarget.closest<HTMLElement>(".react-flow__node")?.focus();
          }}
        />
      )}
    </div>
  );
});
