/** The screens of Together and of help, loaded as one: each is small, and a file of its own would cost Today more. */
import type { ComponentType } from "preact";
import { useLocation } from "preact-iso";
import { InfoScreen } from "../info";
import { TherapyScreen } from "../info/therapy";
import { SharingScreen } from "../sharing";
import { ChooseScreen } from "./choose";
import { InviteScreen } from "./invite";
import { JoinScreen } from "./join";
import { TogetherScreen } from ".";

const SCREENS: Readonly<Record<string, ComponentType>> = {
  "/info": InfoScreen,
  "/info/therapy": TherapyScreen,
  "/sharing": SharingScreen,
  "/invite": JoinScreen,
  "/together/invite": InviteScreen,
};

export function TogetherArea() {
  const { path } = useLocation();
  const Screen =
    SCREENS[path] ?? (path.startsWith("/together/choose/") ? ChooseScreen : TogetherScreen);
  return <Screen />;
}
