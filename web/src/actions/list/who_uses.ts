import { useSession } from "../../api/session";
import { useDocument } from "../../document/store";
import { findAt, go } from "../../place";
import { action } from "../action";

/** How ARNs and references call flows and modules. */
const WORDS = {
  flow: { slug: "contact-flow", reference: "contact_flow" },
  module: { slug: "flow-module", reference: "contact_flow_module" },
};

export default action({
  id: "who-uses",
  label: "Who uses this flow",
  group: "Find",
  perform: () => {
    const { identity, view } = useDocument.getState();
    const { session } = useSession.getState();
    const instance = session?.instances.find((each) => each.id === identity?.instance);
    if (!identity || !instance) return;
    const { kind, flow } = identity;
    const { slug, reference } = WORDS[kind];
    const arn = `${instance.arn}/${slug}/${flow}`;
    go(findAt(instance.id, { kind: reference, id: flow, arn, name: view?.name ?? "" }));
  },
});
