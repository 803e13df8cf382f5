/** The screens of Together and of help, loaded as one: each is small, and a file of its own would cost Today more. */
import type { ComponentType } from "preact";
import { useLocation } from "preact-iso";
import { InfoScreen } from "../info";
import { TherapyScreen } from "../info/therapy";
import { TogetherScreen } from ".";

const SCREENS: Readonly<Record<string, ComponentType>> = {
  "/info": InfoScreen,
  "/info/therapy": TherapyScreen,
};

export function TogetherArea() {
  const Screen = SCREENS[useLocation().path] ?? TogetherScreen;
  return <Screen />;
}
