// Begins what an address needs of the server, while the page's own code is being loaded. What it
// does not know of an address, or a call that fails, the page asks for again: see api/client.ts.
(() => {
  const begun = new Map();
  const ahead = (path) =>
    begun.set(
      path,
      fetch(`/designer/api/${path}`).then(
        (answer) => (answer.ok ? answer : null),
        () => null,
      ),
    );
  const [path = "", search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [instance, kind, flow] = path.split("/");
  ahead("session");
  if (flow && (kind === "flow" || kind === "module")) {
    const version = new URLSearchParams(search).get("version") ?? "";
    const members = new URLSearchParams({ kind, version });
    ahead(`${instance}/flows/${flow}?${members}`);
    const href = document.currentScript.dataset.editor;
    const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href });
    link.crossOrigin = "";
    document.head.append(link);
    const type = kind === "module" ? "MODULE" : "CONTACT_FLOW";
    ahead(`catalogue?${new URLSearchParams({ type })}`);
  }
  window.begun = begun;
})();
