import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = "http://127.0.0.1:8765";

/** Says in the page which parts of the code the editor is, so that they are fetched early. */
const namesOfEditor: Plugin = {
  name: "names-of-editor",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle }) {
      const parts = new Set<string>();
      const take = (file: string) => {
        const part = bundle?.[file];
        if (part?.type !== "chunk" || part.isEntry || parts.has(file)) return;
        parts.add(file);
        part.imports.forEach(take);
      };
      for (const part of Object.values(bundle ?? {}))
        if (part.type === "chunk" && part.name === "Editor") take(part.fileName);
      const names = [...parts].map((file) => `/${file}`).join(" ");
      if (!names) return html;
      return html.replace('src="/assets/begin.js"', `$& data-editor="${names}"`);
    },
  },
};

export default defineConfig({
  plugins: [react(), namesOfEditor],
  build: {
    outDir: "../src/flowport/page",
    emptyOutDir: true,
    // The content security policy allows no data: scripts or styles; small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/designer": server, "/_flowport": server } },
});
