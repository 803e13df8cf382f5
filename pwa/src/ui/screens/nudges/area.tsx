/** What nudges may do, and what one of them opens: loaded as one, for each file of its own would cost Today more. */
import { useLocation } from "preact-iso";
import { NudgedScreen } from "../nudged";
import { NudgesScreen } from ".";

export function NudgesArea() {
  return useLocation().path === "/today" ? <NudgedScreen /> : <NudgesScreen />;
}
