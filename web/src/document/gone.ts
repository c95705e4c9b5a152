/** What is said where someone has deleted the flow that is open. */
export const GONE =
  "This flow is no longer in the instance. To keep what is open here, save it as a new flow.";
