/** Waiting for what was just asked for to be drawn, however slow the machine is. */

/** Waits until the window was drawn so many times. */
export async function frames(count: number) {
  for (let frame = 0; frame < count; frame++)
    await new Promise((next) => requestAnimationFrame(next));
}

const MOST = 300;

/** The first thing of a selector as soon as it is drawn; null where it does not come. */
export async function drawn(selector: string): Promise<HTMLElement | null> {
  await null; // what was asked for in this turn is drawn in its end, before the next key comes
  for (let frame = 0; frame < MOST; frame++) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) return found;
    await frames(1);
  }
  return null;
}

let wish = 0;

/** Gives the focus to something as soon as it is drawn, unless a person gave it to something else. */
export async function focusOn(selector: string, before = document.activeElement) {
  const mine = ++wish;
  const found = await drawn(selector);
  const now = document.activeElement;
  const elsewhere = now !== before && now?.matches("input, textarea, select, button");
  if (!found || mine !== wish || elsewhere) return;
  found.focus({ preventScroll: true });
  if (found instanceof HTMLInputElement) found.select();
}
