/** The branches that no test takes, in words: to go to, or with the reason why none can. */

import { goTo } from "../canvas/window";
import type { Coverage } from "./coverage";

export function Missed({ coverage }: { coverage: Coverage }) {
  const open = coverage.branches.filter(({ reached, impossible }) => !reached && !impossible);
  const never = coverage.branches.filter(({ impossible }) => impossible);
  return (
    <section className="test-result" aria-label="Branches that no test takes">
      <h3>Not taken by any test</h3>
      {open.length === 0 && <p className="soft pad">Every branch that can be taken is.</p>}
      <ul className="rows">
        {open.map(({ id, block, label }) => (
          <li key={id}>
            <button type="button" className="row-button" onClick={() => goTo(block, false)}>
              <span className="what" dir="auto" title={label}>
                {label}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {never.length > 0 && (
        <details>
          <summary>{never.length} that no contact can take</summary>
          <ul className="rows">
            {never.map(({ id, block, label, impossible }) => (
              <li key={id}>
                <button type="button" className="row-button" onClick={() => goTo(block, false)}>
                  <span className="what" dir="auto" title={`${label}: ${impossible}`}>
                    {label}: {impossible}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
