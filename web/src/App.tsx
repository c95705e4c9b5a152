/** The page: signed out, or one of its screens. */

import { lazy, Suspense, useEffect } from "react";
import { resume, useSession } from "./api/session";
import { Boundary } from "./parts/Boundary";
import { Toasts, tell } from "./parts/toasts";
import { usePlace } from "./place";
import { Lists } from "./screens/Lists";
import { SignIn } from "./screens/SignIn";

const Editor = lazy(() => import("./screens/Editor").then((it) => ({ default: it.Editor })));
const Import = lazy(() => import("./screens/Import").then((it) => ({ default: it.Import })));
const Migrate = lazy(() => import("./screens/Migrate").then((it) => ({ default: it.Migrate })));
const OptIn = lazy(() => import("./screens/OptIn").then((it) => ({ default: it.OptIn })));

function Screen() {
  const place = usePlace();
  const session = useSession((state) => state.session);
  const instance =
    session?.instances.find((each) => each.id === place.instance) ?? session?.instances[0];
  if (!instance)
    return <p className="empty">You have access to no instance. Ask an administrator.</p>;
  switch (place.screen) {
    case "edit":
      return <Editor key={`${place.flow}/${place.version}`} instance={instance} place={place} />;
    case "import":
      return <Import instance={instance} />;
    case "migrate":
      return <Migrate instance={instance} />;
    case "opt-in":
      return <OptIn instance={instance} />;
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
          <Suspense fallback={<p className="empty">Opening…</p>}>
            <Screen />
          </Suspense>
        </Boundary>
      )}
      {phase === "expired" && <SignIn again />}
      <Toasts />
    </>
  );
}
