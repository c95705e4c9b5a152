/** The mark at which a flow begins. */

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import type { EntryNode } from "./nodes";

export const EntryView = memo(function EntryView({ selected }: NodeProps<EntryNode>) {
  return (
    <div className={`entry${selected ? " selected" : ""}`}>
      Entry
      <Handle type="source" id="next" position={Position.Right} className="source tone-success" />
    </div>
  );
});
