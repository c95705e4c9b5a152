/** The page: signed out, or one of its screens. */

import { useEffect } from "react";
import { WHEN_BACK } from "./api/returning";
import { instanceName, mayImport, resume, useSession } from "./api/session";
import type { Instance } from "./api/types";
import { mayEdit, useDocument } from "./document/store";
import { Boundary } from "./parts/Boundary";
import { takeDrops } from "./parts/dropping";
import { Header } from "./parts/Header";
import { handOver } from "./parts/handed";
import { Later, source } from "./parts/Later";
import { showOverlay } from "./parts/open_panels";
import { Form } from "./parts/SigningIn";
import { Toasts, tell } from "./parts/toasts";
import { go, here, listAt, screenAt, usePlace } from "./place";
import { SignIn } from "./screens/SignIn";

const editor = source(() => import("./screens/Editor").then((it) => it.Editor));
const lists = source(() => import("./screens/Lists").then((it) => it.Lists));
const importing = source(() => import("./screens/Import").then((it) => it.Import));
const finding = source(() => import("./screens/FindFlows").then((it) => it.FindFlows));
const sessions = source(() => import("./screens/Sessions").then((it) => it.Sessions));
const audit = source(() => import("./screens/Audit").then((it) => it.Audit));
const migrate = source(() => import("./screens/Migrate").then((it) => it.Migrate));
const optIn = source(() => import("./screens/OptIn").then((it) => it.OptIn));

/**
 * A flow or a list is opened: its screen is fetched while the server is asked who is signed in, as
 * is the flow itself, by begin.js. Ends when both are there, so that the screen is drawn at once.
 */
export async function begin(): Promise<void> {
  const first = { edit: editor, list: lists }[here().screen as string];
  const screen = first?.begin().catch(() => undefined);
  await resume(() => tell("warning", WHEN_BACK)).catch((error: Error) =>
    tell("error", error.message),
  );
  if (useSession.getState().phase === "in") await screen;
}

/** An address within an instance that this browser is not signed in to. */
function Elsewhere({ id, instead }: { id: string; instead: Instance }) {
  return (
    <div className="screen">
      <Header instance={instead} />
      <main className="elsewhere">
        <div className="card">
          <h1>Another instance</h1>
          <p>This address is in the instance {id}, and you are not signed in there.</p>
          <Form to={id} />
          <p className="hint">
            <a href={listAt(instead.id, "flow")}>Go to {instanceName(instead)} instead</a>
          </p>
        </div>
      </main>
    </div>
  );
}

function Screen() {
  const place = usePlace();
  const session = useSession((state) => state.session);
  const named = session?.instances.find((each) => each.id === place.instance);
  const instance = named ?? session?.instances[0];
  if (!instance)
    return <p className="empty">You have access to no instance. Ask an administrator.</p>;
  if (place.instance && !named) return <Elsewhere id={place.instance} instead={instance} />;
  switch (place.screen) {
    case "edit":
      return (
        <Later key={`${place.flow}/${place.version}`} from={editor} props={{ instance, place }} />
      );
    case "import":
      return <Later key={`import/${instance.id}`} from={importing} props={{ instance }} />;
    case "find":
      return (
        <Later
          key={`find/${instance.id}`}
          from={finding}
          props={{ instance, search: place.search }}
        />
      );
    case "migrate":
      return (
        <Later key={`migrate/${instance.id}`} from={migrate} props={{ instance, run: place.run }} />
      );
    case "sessions":
      return <Later key={`sessions/${instance.id}`} from={sessions} props={{ instance }} />;
    case "audit":
      return <Later key={`audit/${instance.id}`} from={audit} props={{ instance }} />;
    case "opt-in":
      return (
        <Later
          key={`opt-in/${instance.id}`}
          from={optIn}
          props={{ instance, asks: /\bask=1\b/.test(place.search) }}
        />
      );
    default:
      return (
        <Later
          key={`${instance.id}/${place.kind}`}
          from={lists}
          props={{ instance, kind: place.kind }}
        />
      );
  }
}

/** Files that were dropped where nothing else takes them: over the open flow, or to be imported. */
function received(files: File[]) {
  const { session, phase } = useSession.getState();
  const { screen, instance: id, kind } = here();
  const instance = session?.instances.find((each) => each.id === id) ?? session?.instances[0];
  if (phase !== "in" || !instance || files.length === 0) return;
  if (screen === "edit" ? !mayEdit(useDocument.getState()) : !mayImport(instance)) {
    tell("warning", "You may not import here.");
    return;
  }
  handOver(files, kind);
  if (screen === "edit") showOverlay("import");
  else go(screenAt(instance.id, "import"));
}

export function App() {
  const phase = useSession((state) => state.phase);
  useEffect(
    () => takeDrops(received, (error) => tell("error", `Nothing was read: ${error.message}`)),
    [],
  );
  return (
    <>
      {phase === "out" && <SignIn />}
      {(phase === "in" || phase === "expired") && (
        <Boundary>
          <Screen />
        </Boundary>
      )}
      {phase === "expired" && <SignIn again />}
      <Toasts />
    </>
  );
}
