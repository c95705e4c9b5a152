/** The system's clipboard; over plain http a page may write to it only as the browser's own copy does. */

export async function write(text: string): Promise<void> {
  if (isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "hidden";
  const focused = document.activeElement;
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  if (!done) throw new Error("This browser lets the page copy nothing.");
}

export function read(): Promise<string> {
  if (isSecureContext) return navigator.clipboard.readText();
  return Promise.reject(new Error("Over http a page can't read the clipboard: press Ctrl+V here."));
}
