/** Everything about promises: the list, one of them, a new one. */
import { useRoute } from "preact-iso";
import { EditPromiseScreen, NewPromiseScreen } from "./form";
import { ListScreen } from "./list";
import { PromiseScreen } from "./promise";
import "./style.css";

export function PromisesArea() {
  const { id, part } = useRoute().params;
  if (id === undefined) return <ListScreen />;
  if (id === "new") return <NewPromiseScreen />;
  return part === "edit" ? <EditPromiseScreen id={id} /> : <PromiseScreen id={id} />;
}
