/** A link; errors are dashed, so that colour alone tells nothing. */

import type { EdgeProps } from "@xyflow/react";
import { memo, useMemo } from "react";
import type { LinkEdge } from "./edges";
import { useCanvas } from "./store";

export const LinkView = memo(function LinkView(props: EdgeProps<LinkEdge>) {
  const { sourceX, sourceY, targetX, targetY, data, selected } = props;
  const routes = useCanvas((state) => state.routes);
  const [x, y] = [Math.round(sourceX - 6), Math.round(sourceY)];
  const [toX, toY] = [Math.round(targetX + 6), Math.round(targetY)];
  const path = useMemo(() => routes.way({ x, y }, { x: toX, y: toY }), [routes, x, y, toX, toY]);
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
