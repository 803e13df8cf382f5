/** Which screen stands at which address. All but Today are loaded when first asked for. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary, lazy, LocationProvider, Route, Router, useLocation } from "preact-iso";
import { laterWords, t } from "../i18n";
import { Head } from "./components/head";
import { Shell } from "./components/shell";
import { KeptContext, type Kept } from "./kept";
import { TodayScreen } from "./screens/today";
import { StorageGate } from "./storage-gate";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/pieces.css";

/** A screen and the words it is written in, side by side. */
const lazily = <Screen extends ComponentType>(load: () => Promise<Screen>) =>
  lazy(async () => (await Promise.all([load(), laterWords()]))[0]);

const PracticesArea = lazily(async () => (await import("./screens/practices/area")).PracticesArea);
export const HabitScreen = lazily(async () => (await import("./screens/habit")).HabitScreen);
const NewHabitScreen = lazily(async () => (await import("./screens/habit-form")).NewHabitScreen);
const EditHabitScreen = lazily(async () => (await import("./screens/habit-form")).EditHabitScreen);
const screenOf = (name: "SignUpScreen" | "SignInScreen" | "RecoverScreen" | "ResetScreen") =>
  lazily(async () => (await import("./screens/account"))[name]);
const SignUpScreen = screenOf("SignUpScreen");
const SignInScreen = screenOf("SignInScreen");
const RecoverScreen = screenOf("RecoverScreen");
const ResetScreen = screenOf("ResetScreen");
const AccountArea = lazily(async () => (await import("./screens/you-account/area")).AccountArea);
const NudgesArea = lazily(async () => (await import("./screens/nudges/area")).NudgesArea);
const PromisesArea = lazily(async () => (await import("./screens/promises")).PromisesArea);
const YouArea = lazily(async () => (await import("./screens/you/area")).YouArea);
const MomentArea = lazily(async () => (await import("./screens/moment/area")).MomentArea);
const TogetherArea = lazily(async () => (await import("./screens/together/area")).TogetherArea);

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
  const { path, route } = useLocation();
  const isMalformed = !isDecodable(path);
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
        <Route path="/" component={TodayScreen} />
        <Route path="/practices/:slug?" component={PracticesArea} />
        <Route path="/habits/new" component={NewHabitScreen} />
        <Route path="/habits/:id" component={HabitScreen} />
        <Route path="/habits/:id/edit" component={EditHabitScreen} />
        <Route path="/promises/:id?/:part?" component={PromisesArea} />
        <Route path="/you" component={YouArea} />
        <Route path="/you/nudges" component={NudgesArea} />
        <Route path="/today" component={NudgesArea} />
        <Route path="/you/arrange" component={YouArea} />
        <Route path="/you/account" component={AccountArea} />
        <Route path="/you/unlock" component={AccountArea} />
        <Route path="/you/lock" component={AccountArea} />
        <Route path="/moments/:slug" component={MomentArea} />
        <Route path="/pulse" component={MomentArea} />
        <Route path="/reflections/:id?" component={MomentArea} />
        <Route path="/together/:page?/:pair?" component={TogetherArea} />
        <Route path="/sharing" component={TogetherArea} />
        <Route path="/invite" component={TogetherArea} />
        <Route path="/info/:page?" component={TogetherArea} />
        <Route path="/sign-up" component={SignUpScreen} />
        <Route path="/join" component={SignUpScreen} />
        <Route path="/sign-in" component={SignInScreen} />
        <Route path="/recover" component={RecoverScreen} />
        <Route path="/reset" component={ResetScreen} />
        <Route default component={NotFoundScreen} />
      </Router>
    </ErrorBoundary>
  );
}

function NotFoundScreen() {
  return (
    <div class="page stack">
      <Head title={t("app.not_found")} />
      <p>{t("app.not_found_text")}</p>
      <a class="button" href="/">
        {t("app.to_today")}
      </a>
    </div>
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
