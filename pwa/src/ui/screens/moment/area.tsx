/** The screens of what a person writes for themselves, loaded as one: a file of its own each would cost Today more. */
import { useLocation } from "preact-iso";
import { ReflectionsDoor } from "../../components/reflections-door";
import { PulseScreen } from "../pulse";
import { ReflectionsScreen } from "../reflections";
import { ReflectionScreen } from "../reflections/reflection";
import { MomentScreen } from ".";

export function MomentArea() {
  return (
    <ReflectionsDoor>
      <Screens />
    </ReflectionsDoor>
  );
}

function Screens() {
  const { path } = useLocation();
  if (path.startsWith("/moments/")) return <MomentScreen />;
  if (path === "/pulse") return <PulseScreen />;
  return path === "/reflections" ? <ReflectionsScreen /> : <ReflectionScreen />;
}
