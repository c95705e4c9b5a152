/** The bar above every list: instance, screens, theme, user. */

import { ChevronDown, CircleUserRound, Moon, Sun, SunMoon } from "lucide-react";
import { useState } from "react";
import { instanceName, mayImport, signOut, useSession } from "../api/session";
import type { Instance } from "../api/types";
import { go, listAt, type Place, screenAt, usePlace } from "../place";
import { type Mode, setMode, useTheme } from "../theme/mode";
import { InstanceName } from "./InstanceName";
import { Mark } from "./Mark";
import { Menu } from "./Menu";
import { SignInToo } from "./SigningIn";
import { useTitle } from "./title";

const MODES: [Mode, string, typeof Sun][] = [
  ["system", "As the system", SunMoon],
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
];

export function UserMenu({ instance }: { instance?: Instance }) {
  const user = useSession((state) => state.session?.user);
  const mode = useTheme((state) => state.mode);
  const themes = MODES.map(([name, label, Icon]) => ({
    label,
    icon: <Icon size={15} />,
    current: name === mode,
    perform: () => setMode(name),
  }));
  const to = (label: string, screen: Place["screen"]) => ({
    label,
    perform: () => go(screenAt(instance?.id ?? "", screen)),
  });
  const screens = instance
    ? [to("Sessions", "sessions"), ...(instance.audit ? [to("Audit log", "audit")] : [])]
    : [];
  const out = { label: `Sign out ${user?.name ?? ""}`, perform: () => void signOut() };
  return (
    <Menu
      label="User and theme"
      items={[...themes, "line", ...screens, out]}
      align="right"
      className="button quiet"
    >
      <CircleUserRound size={16} aria-hidden /> {user?.name} <ChevronDown size={14} aria-hidden />
    </Menu>
  );
}

const TITLES: Partial<Record<Place["screen"], string>> = {
  import: "Import",
  find: "Find",
  migrate: "Migrate",
  "opt-in": "Legacy flows",
  sessions: "Sessions",
  audit: "Audit log",
};

export function Header({ instance }: { instance: Instance }) {
  const instances = useSession((state) => state.session?.instances ?? []);
  const [entering, setEntering] = useState(false);
  const place = usePlace();
  const title = TITLES[place.screen] ?? (place.kind === "flow" ? "Flows" : "Modules");
  useTitle(`${title} · ${instanceName(instance)} (${instance.region})`);
  const tab = (label: string, href: string, current: boolean) => (
    <a href={href} aria-current={current ? "page" : undefined}>
      {label}
    </a>
  );
  const screen = (name: Place["screen"]) => screenAt(instance.id, name);
  const creates = mayImport(instance);
  return (
    <header className="top" data-color={instance.color || undefined}>
      <a className="brand" href={listAt(instance.id, "flow")}>
        <Mark size={22} /> Flowport
      </a>
      <Menu
        label="Instance"
        className="button quiet"
        items={[
          ...instances.map((each) => ({
            label: `${instanceName(each)} · ${each.region}`,
            current: each.id === instance.id,
            perform: () => go(listAt(each.id, place.kind)),
          })),
          "line",
          { label: "Sign in to another instance…", perform: () => setEntering(true) },
        ]}
      >
        <InstanceName instance={instance} />
        <span className="soft">{instance.region}</span>
        <ChevronDown size={14} aria-hidden />
      </Menu>
      <nav aria-label="Screens">
        {tab(
          "Flows",
          listAt(instance.id, "flow"),
          place.screen === "list" && place.kind === "flow",
        )}
        {tab(
          "Modules",
          listAt(instance.id, "module"),
          place.screen === "list" && place.kind === "module",
        )}
        {tab("Find", screen("find"), place.screen === "find")}
        {creates && tab("Import", screen("import"), place.screen === "import")}
        {creates && tab("Migrate", screen("migrate"), place.screen === "migrate")}
        {creates && tab("Legacy flows", screen("opt-in"), place.screen === "opt-in")}
      </nav>
      <span className="fill" />
      <UserMenu instance={instance} />
      {entering && <SignInToo close={() => setEntering(false)} />}
    </header>
  );
}
