/** Everything about promises: the list, one of them, a new one. */
import "./style.css";

export { EditPromiseScreen, NewPromiseScreen } from "./form";
export { PromisesScreen } from "./list";
export { PromiseScreen } from "./promise";
