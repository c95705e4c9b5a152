/** Signing in; over the page where a session has expired. */

import { Dialog } from "../parts/Dialog";
import { Mark } from "../parts/Mark";
import { Form } from "../parts/SigningIn";

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
        <p className="hint">
          No password yet? <code>flowport user link NAME</code> makes a link that signs you in, and{" "}
          <code>flowport user password NAME</code> sets one.
        </p>
      </div>
    </main>
  );
}
