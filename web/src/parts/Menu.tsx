/** A button with a list of things to do below it. */

import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";

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

const CHOICES = "[role^=menuitem]:not(:disabled)";

function step(event: KeyboardEvent<HTMLElement>, by: number) {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(CHOICES)];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[(at + by + all.length) % all.length]?.focus();
}

interface ListProps {
  label: string;
  items: (Item | "line")[];
  className: string;
  style?: CSSProperties;
  /** Closes the list; whether the focus goes back to where it was. */
  close: (back: boolean) => void;
}

/** The list alone, with the focus in it; it closes when something is chosen or pressed beside it. */
export function MenuList({ label, items, className, style, close }: ListProps) {
  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    root.current?.querySelector<HTMLElement>(CHOICES)?.focus();
    const outside = (event: PointerEvent) => {
      if (!root.current?.parentElement?.contains(event.target as Node)) latest.current(false);
    };
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, []);
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "ArrowDown") step(event, 1);
    else if (event.key === "ArrowUp") step(event, -1);
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      role="menu"
      ref={root}
      tabIndex={-1}
      aria-label={label}
      className={className}
      style={style}
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
              close(true);
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
  );
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
  const button = useRef<HTMLButtonElement>(null);
  const close = (back: boolean) => {
    setOpen(false);
    if (back) button.current?.focus();
  };
  return (
    <div className="menu-root">
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
      {open && <MenuList label={label} items={items} className={`menu ${align}`} close={close} />}
    </div>
  );
}
