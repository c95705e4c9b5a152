/** A link; errors are dashed, so that colour alone tells nothing. */

import { type EdgeProps, useInternalNode } from "@xyflow/react";
import { memo } from "react";
import type { LinkEdge } from "./edges";
import { linkPath } from "./path";
import { sizes } from "./sizes";

export const LinkView = memo(function LinkView(props: EdgeProps<LinkEdge>) {
  const { sourceX, sourceY, targetX, targetY, target, data, selected } = props;
  const block = useInternalNode(target);
  const top = block?.internals.positionAbsolute.y ?? targetY - sizes().arrival;
  const path = linkPath(
    { x: Math.round(sourceX - 6), y: Math.round(sourceY) },
    { x: Math.round(targetX + 6), y: Math.round(targetY) },
    top,
  );
  const tone = data?.tone ?? "success";
  const mark = data?.mark ? ` link-${data.mark}` : "";
  return (
    <>
      <path
        className={`link link-${tone}${mark}${selected ? " selected" : ""}`}
        d={path}
        markerEnd={`url(#to-${selected || data?.mark === "walked" ? "selected" : tone})`}
      />
      <path
        className="react-flow__edge-interaction"
        d={path}
        fill="none"
        strokeOpacity={0}
        strokeWidth={18}
      />
    </>
  );
});

export function Markers() {
  return (
    <svg className="markers" aria-hidden="true">
      <defs>
        {["success", "answer", "error", "selected"].map((tone) => (
          <marker
            key={tone}
            id={`to-${tone}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path className={`head-${tone}`} d="M0,0.5 L7.5,4 L0,7.5 Z" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
