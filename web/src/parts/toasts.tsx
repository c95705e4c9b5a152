/** Short messages at the lower edge, read out by screen readers. */

import { X } from "lucide-react";
import { create } from "zustand";

type Tone = "info" | "success" | "warning" | "error";

interface Toast {
  id: number;
  tone: Tone;
  text: string;
  action?: { label: string; perform: () => void };
}

const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));
const LASTS: Record<Tone, number> = { info: 5000, success: 4000, warning: 9000, error: 12000 };
let next = 0;

const dismiss = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }));

export function tell(tone: Tone, text: string, action?: Toast["action"]) {
  const id = ++next;
  const toast: Toast = { id, tone, text, ...(action ? { action } : {}) };
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((each) => each.text !== text), toast].slice(-4),
  }));
  // Whoever is to act on a message gets the time to: the button goes with it.
  setTimeout(() => dismiss(id), action ? LASTS.error : LASTS[tone]);
}

export function Toasts() {
  const { toasts } = useToasts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} className={`toast toast-${toast.tone}`}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                toast.action?.perform();
                dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => dismiss(toast.id)}
          >
            <X size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
