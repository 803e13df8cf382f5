/** The app: the frame around the screens, and the screen at the present address. */
import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { ADDRESSES } from "../contract/addresses";
import { t } from "../i18n";
import { AppContext, type App } from "./app";
import { Head } from "./components/head/head";
import { NotFoundScreen } from "./components/not-found/not-found";
import { useCloseReflections } from "./components/reflections-lock/close-on-leave";
import { Shell } from "./components/shell/shell";
import { SCREENS } from "./screens/screens";
import { TodayScreen } from "./screens/today/today";
import { StorageGate } from "./storage-gate";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/pieces.css";

export function Root({ app }: { readonly app: App }) {
  return (
    <AppContext.Provider value={app}>
      <LocationProvider>
        <Shell>
          <StorageGate>
            <Screens />
          </StorageGate>
        </Shell>
      </LocationProvider>
    </AppContext.Provider>
  );
}

function Screens() {
  const [isLost, setIsLost] = useState(false);
  const { path, route } = useLocation();
  const isMalformed = !isDecodable(path);
  useCloseReflections();
  useEffect(() => {
    if (isMalformed) route("/", true);
  }, [isMalformed, route]);
  if (isLost) return <LostScreen />;
  // The router would throw on it: a text cut off in the middle of an escape, such as /habits/%zz.
  if (isMalformed) return <TodayScreen />;
  return (
    <ErrorBoundary
      onError={() => {
        setIsLost(true);
      }}
    >
      <Router>
        {Object.entries(ADDRESSES).map(([path, screen]) => (
          <Route key={path} path={path} component={SCREENS[screen]} />
        ))}
        <Route default component={NotFoundScreen} />
      </Router>
    </ErrorBoundary>
  );
}

function isDecodable(path: string): boolean {
  try {
    // Its value is used: the bundler takes the call for one without effect, and would drop it.
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

/** A part of the app has not reached this device yet, or is broken. */
function LostScreen() {
  return (
    <div class="page stack">
      <Head title={t("app.name")} />
      <p>{t("fault.page")}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          location.reload();
        }}
      >
        {t("fault.reload")}
      </button>
    </div>
  );
}
