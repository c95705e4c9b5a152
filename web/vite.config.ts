import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";

const server = "http://127.0.0.1:8765";

type Look = (module: string) => Rolldown.ModuleInfo | null;

/** A module, and all that is loaded with it. */
function reached(module: string, look: Look, found = new Set<string>()): Set<string> {
  if (found.has(module)) return found;
  found.add(module);
  for (const each of look(module)?.importedIds ?? []) reached(each, look, found);
  return found;
}

/** The modules that the page begins with, or a list has in common with the editor; the editor's. */
function parts(root: string, look: Look) {
  const screens = look(`${root}/src/App.tsx`)?.dynamicallyImportedIds ?? [];
  const flow = reached(`${root}/src/screens/Editor.tsx`, look);
  const page = reached(`${root}/src/main.tsx`, look);
  for (const screen of screens.filter((each) => !each.endsWith("/Editor.tsx")))
    for (const each of reached(screen, look)) if (flow.has(each)) page.add(each);
  return { page, flow };
}

/**
 * Each file costs a call, and time to begin. So an open flow is drawn with two: the page's, and
 * the editor's. What is fetched only where it is used stays as it is.
 */
function parting(): Plugin {
  let root = "";
  let known: ReturnType<typeof parts> | null = null;
  const group = (name: "page" | "flow", priority: number): Rolldown.CodeSplittingGroup => ({
    name: (module, modules) => {
      known ??= parts(root, (each) => modules.getModuleInfo(each));
      return known[name].has(module) ? name : null;
    },
    debugName: name,
    priority,
  });
  const groups = [group("page", 2), group("flow", 1)];
  return {
    name: "parting",
    apply: "build",
    config: () => ({ build: { rolldownOptions: { output: { codeSplitting: { groups } } } } }),
    configResolved: (config) => {
      root = config.root;
    },
  };
}

/** The file that begins before all others, and the one that an open flow is drawn with. */
const BEGIN = /\bbegin-[\w-]+\.js$/;
const FLOW = /\bflow-[\w-]+\.js$/;

/**
 * Puts the beginning of the page into the bundle, under a name that a browser may keep for good,
 * and says in the page what an open flow is drawn with, so that it is fetched early.
 */
const beginning: Plugin = {
  name: "beginning",
  apply: "build",
  buildStart() {
    this.emitFile({ type: "chunk", id: "src/begin.js", name: "begin" });
  },
  transformIndexHtml: {
    order: "post",
    handler(_, { bundle = {} }) {
      const named = (name: RegExp) => `/${Object.keys(bundle).find((file) => name.test(file))}`;
      const attrs = { src: named(BEGIN), "data-editor": named(FLOW) };
      return [{ tag: "script", attrs, injectTo: "head-prepend" }];
    },
  },
};

export default defineConfig({
  plugins: [react(), parting(), beginning],
  build: {
    outDir: "../src/flowport/page",
    emptyOutDir: true,
    // The content security policy allows no data: scripts or styles; small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What the editor is has been asked for by begin.js, before the first of this code ran.
      resolveDependencies: (file, parts) => (FLOW.test(file) ? [] : parts),
    },
  },
  server: { proxy: { "/designer": server, "/_flowport": server } },
});
