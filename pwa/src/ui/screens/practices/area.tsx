/** The library and one practice of it, loaded as one: a file of its own for each would cost Today more. */
import { useRoute } from "preact-iso";
import { PracticeScreen } from "../practice";
import { PracticesScreen } from ".";

export function PracticesArea() {
  return useRoute().params["slug"] === undefined ? <PracticesScreen /> : <PracticeScreen />;
}
