/** Signing in; over the page where a session has expired. */

import { type FormEvent, useState } from "react";
import { signIn, useSession } from "../api/session";
import { Dialog } from "../parts/Dialog";
import { Mark } from "../parts/Mark";

function Form() {
  const known = useSession((state) => state.session?.user.name ?? "");
  const [said, say] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    say("");
    try {
      await signIn(String(form.get("username")), String(form.get("password")));
    } catch (error) {
      say((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="form" onSubmit={submit}>
      <label>
        User name
        <input name="username" autoComplete="username" defaultValue={known} required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      {said && (
        <p className="said-error" role="alert">
          {said}
        </p>
      )}
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}

export function SignIn({ again = false }: { again?: boolean }) {
  if (again)
    return (
      <Dialog title="Your session has expired" close={null}>
        <p>Sign in again to go on. Your edits are kept.</p>
        <Form />
      </Dialog>
    );
  return (
    <main className="sign-in">
      <div className="card">
        <h1>
          <Mark /> Flowport
        </h1>
        <p className="soft">Sign in to open, edit and move contact flows.</p>
        <Form />
      </div>
    </main>
  );
}
