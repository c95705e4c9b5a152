/** What the server said when it refused to publish. */

import { Dialog } from "../../parts/Dialog";
import { useTroubles } from "../troubles";

export function ProblemsDialog({ problems }: { problems: string[] }) {
  const close = () => useTroubles.setState({ problems: null });
  return (
    <Dialog title="Not published" close={close}>
      <p>The server refused to publish this flow. It is still edited here, and nothing was lost.</p>
      <ul className="reasons">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      <footer>
        <button type="button" className="button primary" onClick={close}>
          Close
        </button>
      </footer>
    </Dialog>
  );
}
