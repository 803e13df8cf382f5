/** You, and the order of one's habits, loaded as one: a file of its own for each would cost Today more. */
import { useLocation } from "preact-iso";
import { ArrangeScreen } from "../arrange";
import { YouScreen } from ".";

export function YouArea() {
  return useLocation().path === "/you/arrange" ? <ArrangeScreen /> : <YouScreen />;
}
