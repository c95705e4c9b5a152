/** An instance's name in the colour that flowport.toml marks it with; a lock, if it is protected. */

import { Lock } from "lucide-react";
import { instanceName } from "../api/session";
import type { Instance } from "../api/types";

export function InstanceName({ instance }: { instance: Instance }) {
  return (
    <strong className="instance-name" data-color={instance.color || undefined}>
      {instance.protected && <Lock size={12} aria-label="Protected" />}
      {instanceName(instance)}
    </strong>
  );
}
