/**
 * What stands in the place of a locked app. A page that was opened at the help page shows it: help needs no PIN.
 */
import { LocationProvider, useLocation } from "preact-iso";
import { AppContext, type App } from "../../app";
import { InfoScreen } from "../info/info";
import { TherapyScreen } from "../info/therapy";
import { LockScreen } from "./lock";

const isHelp = (path: string): boolean => path.startsWith("/info");

export function LockPlace({ app }: { readonly app: App }) {
  // An app that is taken away still follows the address: only one of the two may.
  const isAlone = app.state.journal.status.peek().type === "loading";
  return (
    <AppContext.Provider value={app}>
      {isAlone && isHelp(location.pathname) ? (
        <LocationProvider>
          <HelpFirst />
        </LocationProvider>
      ) : (
        <LockScreen />
      )}
    </AppContext.Provider>
  );
}

function HelpFirst() {
  const { path } = useLocation();
  if (!isHelp(path)) return <LockScreen />;
  return <main id="main">{path === "/info/therapy" ? <TherapyScreen /> : <InfoScreen />}</main>;
}
