/** A field that waits for an attribute: a path that breaks off, which is never published. */
export const UNCHOSEN = "$.";
