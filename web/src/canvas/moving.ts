/** Blocks that glide to their places when a flow is arranged, so that one sees where each went. */

import { useCanvas } from "./store";

/** As long as the transition of `.is-arranging` in canvas.css, in milliseconds. */
const GLIDE = 300;
/** Of more blocks the frames would stutter. */
const MOST = 400;

/** Does what moves blocks; those who want less motion see only its result. */
export async function animated(move: () => Promise<unknown>) {
  const { nodes } = useCanvas.getState();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm || nodes.length > MOST) {
    await move();
    return;
  }
  useCanvas.setState({ arranging: true });
  try {
    await move();
  } finally {
    setTimeout(() => useCanvas.setState({ arranging: false }), GLIDE);
  }
}
