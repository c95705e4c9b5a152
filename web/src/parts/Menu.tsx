/** A button with a list of things to do below it. */

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

export interface Item {
  label: string;
  keys?: string;
  icon?: ReactNode;
  disabled?: boolean;
  current?: boolean;
  perform: () => void;
}

interface Props {
  label: string;
  items: (Item | "line")[];
  children: ReactNode;
  className?: string;
  align?: "left" | "right";
  /** Whether the button shows no words, and so needs the label as its name. */
  wordless?: boolean;
}

function step(event: KeyboardEvent<HTMLElement>, by: number) {
  const all = [
    ...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)"),
  ];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[(at + by + all.length) % all.length]?.focus();
}

export function Menu({
  label,
  items,
  children,
  className = "button",
  align = "left",
  wordless = false,
}: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>("[role^=menuitem]:not(:disabled)")?.focus();
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, [open]);
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Escape" || event.key === "Tab") {
      setOpen(false);
      button.current?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="menu-root" ref={root}>
      <button
        type="button"
        ref={button}
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={wordless ? label : undefined}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div
          role="menu"
          tabIndex={-1}
          aria-label={label}
          className={`menu ${align}`}
          onKeyDown={keys}
        >
          {items.map((item, index) =>
            item === "line" ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity
              <hr key={index} />
            ) : (
              <button
                key={item.label}
                type="button"
                role={item.current === undefined ? "menuitem" : "menuitemradio"}
                {...(item.current === undefined ? {} : { "aria-checked": item.current })}
                disabled={item.disabled}
                onClick={() => {
                  setOpen(false);
                  button.current?.focus();
                  item.perform();
                }}
              >
                <span className="menu-icon">{item.icon}</span>
                <span>{item.label}</span>
                {item.keys && <kbd>{item.keys}</kbd>}
              </button>
            ),
          )}
        </div>
      )}
    </div>
  );
}
