/** Which screen stands at which address. All but Today are loaded when first asked for. */
import { useState } from "preact/hooks";
import { ErrorBoundary, lazy, LocationProvider, Route, Router } from "preact-iso";
import { t } from "../i18n";
import { Head } from "./components/head";
import { Shell } from "./components/shell";
import { KeptContext, type Kept } from "./kept";
import { TodayScreen } from "./screens/today";
import { StorageGate } from "./storage-gate";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/pieces.css";

const PracticesScreen = lazy(async () => (await import("./screens/practices")).PracticesScreen);
const PracticeScreen = lazy(async () => (await import("./screens/practice")).PracticeScreen);
const HabitScreen = lazy(async () => (await import("./screens/habit")).HabitScreen);
const NewHabitScreen = lazy(async () => (await import("./screens/habit-form")).NewHabitScreen);
const EditHabitScreen = lazy(async () => (await import("./screens/habit-form")).EditHabitScreen);
const YouScreen = lazy(async () => (await import("./screens/you")).YouScreen);

export function App({ kept }: { readonly kept: Kept }) {
  return (
    <KeptContext.Provider value={kept}>
      <LocationProvider>
        <Shell>
          <StorageGate>
            <Screens />
          </StorageGate>
        </Shell>
      </LocationProvider>
    </KeptContext.Provider>
  );
}

function Screens() {
  const [isLost, setIsLost] = useState(false);
  if (isLost) return <LostScreen />;
  return (
    <ErrorBoundary
      onError={() => {
        setIsLost(true);
      }}
    >
      <Router>
        <Route path="/" component={TodayScreen} />
        <Route path="/practices" component={PracticesScreen} />
        <Route path="/practices/:slug" component={PracticeScreen} />
        <Route path="/habits/new" component={NewHabitScreen} />
        <Route path="/habits/:id" component={HabitScreen} />
        <Route path="/habits/:id/edit" component={EditHabitScreen} />
        <Route path="/you" component={YouScreen} />
        <Route default component={TodayScreen} />
      </Router>
    </ErrorBoundary>
  );
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
