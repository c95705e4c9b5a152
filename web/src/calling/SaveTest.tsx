/** Saves the call as a test case of the instance. */

import { type FormEvent, useState } from "react";
import { showBottom } from "../parts/open_panels";
import { tell } from "../parts/toasts";
import { trying } from "../parts/trouble";
import { useOnce } from "../parts/useOnce";
import { saveTest } from "./store";

async function save(name: string): Promise<boolean> {
  const made = await trying(saveTest(name));
  if (!made) return false;
  const { result } = made;
  const show = { label: "Show the tests", perform: () => showBottom("tests") };
  if (result?.passed) tell("success", `Saved the test "${name}". It passes.`, show);
  else
    tell(
      "warning",
      `Saved the test "${name}", but it does not pass: ${result?.reason ?? "it can't be run"}.`,
      show,
    );
  return true;
}

export function SaveTest() {
  const [name, setName] = useState<string | null>(null);
  const keep = useOnce(async (under: string) => {
    if (await save(under)) setName(null);
  });
  if (name === null)
    return (
      <button type="button" className="button" data-answer onClick={() => setName("")}>
        Save as a test…
      </button>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) void keep(name.trim());
  };
  return (
    <form
      className="save-test"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        setName(null);
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the field was opened to write here
        autoFocus
        aria-label="Name of the test"
        placeholder="Name of the test"
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" className="button primary" disabled={!name.trim()}>
        Save
      </button>
      <button type="button" className="button" onClick={() => setName(null)}>
        Cancel
      </button>
    </form>
  );
}
