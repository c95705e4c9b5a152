/** React Flow alone, with the graph of a flow: what benchmarks/bench_page.py compares the page with. */

import { ReactFlow } from "@xyflow/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/style.css";

const { nodes, edges } = await (await fetch("graph.json")).json();
const flow = createElement(ReactFlow, {
  defaultNodes: nodes,
  defaultEdges: edges,
  onlyRenderVisibleElements: true,
});
createRoot(document.getElementById("page")).render(flow);
