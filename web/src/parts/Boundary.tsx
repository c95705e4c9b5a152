/** Where a screen fails, says so instead of showing nothing; edits are kept in the browser. */

import { Component, type ReactNode } from "react";

interface State {
  message: string;
}

export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { message: "" };

  static getDerivedStateFromError(error: Error): State {
    return { message: error.message };
  }

  override render() {
    if (!this.state.message) return this.props.children;
    return (
      <main className="empty" role="alert">
        <h1>This screen has failed</h1>
        <p>{this.state.message}</p>
        <p>
          Edits that were not saved are kept in this browser and come back when you load it again.
        </p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Load again
        </button>
      </main>
    );
  }
}
