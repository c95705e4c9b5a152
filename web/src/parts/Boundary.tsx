/** Where a screen fails, says so instead of showing nothing; edits are kept in the browser. */

import { Component, type ReactNode } from "react";

/** What went wrong, and the way out. */
export function LoadAgain({ why }: { why: string }) {
  return (
    <>
      <p>{why}</p>
      <p>
        Edits that were not saved are kept in this browser and come back when you load it again.
      </p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        Load again
      </button>
    </>
  );
}

interface State {
  message: string;
}

export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { message: "" };

  static getDerivedStateFromError(error: Error): State {
    return { message: error.message };
  }

  override componentDidMount() {
    addEventListener("hashchange", this.#leave);
  }

  override componentWillUnmount() {
    removeEventListener("hashchange", this.#leave);
  }

  /** Another address is another screen: what failed on the former one is over. */
  #leave = () => this.setState({ message: "" });

  override render() {
    if (!this.state.message) return this.props.children;
    return (
      <main className="empty" role="alert">
        <h1>This screen has failed</h1>
        <LoadAgain why={this.state.message} />
      </main>
    );
  }
}
