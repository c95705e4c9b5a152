import "@xyflow/react/dist/base.css";
import "./theme/tokens.css";
import "./theme/parts.css";
import "./theme/canvas.css";
import "./theme/screens.css";
import { createRoot } from "react-dom/client";
import { App } from "./App";

const page = document.getElementById("page");
if (page) createRoot(page).render(<App />);
