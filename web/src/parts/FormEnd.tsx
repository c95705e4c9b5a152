/** How a dialog's form ends: what went wrong, a way out, and the button that does it. */
export function FormEnd({
  said,
  close,
  out = "Cancel",
  does,
}: {
  said?: string | null;
  close: () => void;
  out?: string;
  does: string;
}) {
  return (
    <>
      {said && (
        <p className="said-error" role="alert">
          {said}
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
