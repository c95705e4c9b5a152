/** How a dialog's form ends: what went wrong, a way out, and the button that does it. */
export function FormEnd({
  problem,
  close,
  out = "Cancel",
  does,
}: {
  problem?: string | null;
  close: () => void;
  out?: string;
  does: string;
}) {
  return (
    <>
      {problem && (
        <p className="said-error" role="alert">
          {problem}
        </p>
      )}
      <footer>
        <button type="button" className="button" onClick={close}>
          {out}
        </button>
        <button type="submit" className="button primary">
          {does}
        </button>
      </footer>
    </>
  );
}
