/** A dialog: the browser's own, which keeps the focus inside and closes with Escape. */

import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";

/** What has the focus at first: a field, or else the first answer; never the button that closes. */
const FIRST = [
  ":is(input, textarea, select):not(:disabled, [type=hidden], [type=file])",
  "footer button:not(:disabled)",
];

interface Props {
  title: string;
  close: (() => void) | null;
  children: ReactNode;
  wide?: boolean;
}

export function Dialog({ title, close, children, wide = false }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  // Closed before it leaves the page, a dialog gives the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) {
      element.showModal();
      const [first = element] = FIRST.flatMap((each) => [
        ...element.querySelectorAll<HTMLElement>(each),
      ]);
      first.focus();
    }
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={wide ? "dialog wide" : "dialog"}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        close?.();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id={name}>{title}</h2>
        {close && (
          <button type="button" className="icon-button" aria-label="Close" onClick={close}>
            <X size={16} />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
