import "@xyflow/react/dist/base.css";
import "./theme/tokens.css";
import "./theme/parts.css";
import "./theme/canvas.css";
import "./theme/screens.css";
import { createRoot, type Root } from "react-dom/client";
import { App, begin } from "./App";

const page = document.getElementById("page");
/** For how long a page is empty, before it shows that it is being opened. */
const EMPTY = 150;

async function open(root: Root) {
  await Promise.race([begin(), new Promise((over) => setTimeout(over, EMPTY))]);
  root.render(<App />);
}

if (page) void open(createRoot(page));
