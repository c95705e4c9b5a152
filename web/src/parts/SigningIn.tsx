/** The form to sign in with, and the dialog that signs in to one more instance. */

import { type FormEvent, useState } from "react";
import { signIn, useSession } from "../api/session";
import { Dialog } from "./Dialog";

interface FormProps {
  /** The instance to sign in to, by id or alias; all that name and password fit, if none. */
  to?: string;
  entered?: () => void;
}

export function Form({ to, entered }: FormProps) {
  const known = useSession((state) => state.session?.user.name ?? "");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [username, password] = [form.get("username"), form.get("password")].map(String);
    setBusy(true);
    setProblem("");
    try {
      await signIn(username ?? "", password ?? "", to);
      entered?.();
    } catch (error) {
      setProblem((error as Error).message);
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
      {problem && (
        <p className="said-error" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="button primary" disabled={busy}>
        {busy ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}

/** Signing in to one more instance, beside those that are open. */
export function SignInToo({ close }: { close: () => void }) {
  const [to, setTo] = useState("");
  return (
    <Dialog title="Sign in to another instance" close={close}>
      <div className="form">
        <label>
          Instance
          <input
            value={to}
            placeholder="Its alias or id; empty for all that fit"
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
        <Form to={to.trim()} entered={close} />
      </div>
    </Dialog>
  );
}
