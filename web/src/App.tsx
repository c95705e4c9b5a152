/** The page: signed out, or one of its screens. */

import { useEffect } from "react";
import { resume, useSession } from "./api/session";
import { Boundary } from "./parts/Boundary";
import { Later, source } from "./parts/Later";
import { Toasts, tell } from "./parts/toasts";
import { read, usePlace } from "./place";
import { Lists } from "./screens/Lists";
import { SignIn } from "./screens/SignIn";

const editor = source(() => import("./screens/Editor").then((it) => it.Editor));
const importing = source(() => import("./screens/Import").then((it) => it.Import));
const migrate = source(() => import("./screens/Migrate").then((it) => it.Migrate));
const optIn = source(() => import("./screens/OptIn").then((it) => it.OptIn));

// A flow's address is opened: its screen is fetched while the server is asked who is signed in.
if (read(location.hash).screen === "edit") void editor.begin().catch(() => undefined);

function Screen() {
  const place = usePlace();
  const session = useSession((state) => state.session);
  const instance =
    session?.instances.find((each) => each.id === place.instance) ?? session?.instances[0];
  if (!instance)
    return <p className="empty">You have access to no instance. Ask an administrator.</p>;
  switch (place.screen) {
    case "edit":
      return (
        <Later key={`${place.flow}/${place.version}`} from={editor} props={{ instance, place }} />
      );
    case "import":
      return <Later key="import" from={importing} props={{ instance }} />;
    case "migrate":
      return <Later key="migrate" from={migrate} props={{ instance }} />;
    case "opt-in":
      return <Later key="opt-in" from={optIn} props={{ instance }} />;
    default:
      return <Lists instance={instance} kind={place.kind} />;
  }
}

export function App() {
  const phase = useSession((state) => state.phase);
  useEffect(() => {
    resume().catch((error: Error) => tell("error", error.message));
  }, []);
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
