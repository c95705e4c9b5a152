import { useDocument } from "../../document/store";
import { problemAfter, showProblem } from "../../panels/going";
import { action } from "../action";

export default action({
  id: "nextProblem",
  label: "Go to the next problem",
  group: "Find",
  keys: ["F8"],
  enabled: () => (useDocument.getState().said?.findings.length ?? 0) > 0,
  perform: () => showProblem(problemAfter(1)),
});
