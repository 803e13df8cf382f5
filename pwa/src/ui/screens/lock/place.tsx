/**
 * What stands in the place of a locked app. A page that was opened at the help page shows it: help needs no PIN.
 */
import { ErrorBoundary, lazy, LocationProvider, useLocation } from "preact-iso";
import { KeptContext, type Kept } from "../../kept";
import { LockScreen } from ".";

const HelpArea = lazy(async () => (await import("../together/area")).TogetherArea);
const isHelp = (path: string): boolean => path.startsWith("/info");

export function LockPlace({ kept }: { readonly kept: Kept }) {
  // An app that is taken away still follows the address: only one of the two may.
  const isAlone = kept.state.journal.status.peek().type === "loading";
  return (
    <KeptContext.Provider value={kept}>
      {isAlone && isHelp(location.pathname) ? (
        <LocationProvider>
          <HelpFirst />
        </LocationProvider>
      ) : (
        <LockScreen />
      )}
    </KeptContext.Provider>
  );
}

function HelpFirst() {
  const { path } = useLocation();
  if (!isHelp(path)) return <LockScreen />;
  return (
    <main id="main">
      <ErrorBoundary>
        <HelpArea />
      </ErrorBoundary>
    </main>
  );
}
