/** The screen at each address. All but Today are loaded with their route. */
import type { ComponentType } from "preact";
import { lazy } from "preact-iso";
import type { ScreenName } from "../../contract/addresses";
import { TodayScreen } from "./today/today";

const Account = lazy(async () => (await import("./you-account/you-account")).AccountScreen);
const SignUp = lazy(async () => (await import("./account/account")).SignUpScreen);

export const SCREENS: Readonly<Record<ScreenName, ComponentType>> = {
  today: TodayScreen,
  nudge: lazy(async () => (await import("./nudged/nudged")).NudgedScreen),
  practices: lazy(async () => (await import("./practices/practices")).PracticesScreen),
  practice: lazy(async () => (await import("./practice/practice")).PracticeScreen),
  new_habit: lazy(async () => (await import("./habit-form/habit-form")).NewHabitScreen),
  habit: lazy(async () => (await import("./habit/habit")).HabitScreen),
  edit_habit: lazy(async () => (await import("./habit-form/habit-form")).EditHabitScreen),
  promises: lazy(async () => (await import("./promises/promises")).PromisesScreen),
  new_promise: lazy(async () => (await import("./promises/promises")).NewPromiseScreen),
  promise: lazy(async () => (await import("./promises/promises")).PromiseScreen),
  edit_promise: lazy(async () => (await import("./promises/promises")).EditPromiseScreen),
  moment: lazy(async () => (await import("./moment/moment")).MomentScreen),
  reflections: lazy(async () => (await import("./reflections/reflections")).ReflectionsScreen),
  reflection: lazy(async () => (await import("./reflections/reflection")).ReflectionScreen),
  pulse: lazy(async () => (await import("./pulse/pulse")).PulseScreen),
  you: lazy(async () => (await import("./you/you")).YouScreen),
  nudges: lazy(async () => (await import("./nudges/nudges")).NudgesScreen),
  arrange: lazy(async () => (await import("./arrange/arrange")).ArrangeScreen),
  account: Account,
  unlock: Account,
  app_lock: lazy(async () => (await import("./app-lock/app-lock")).AppLockScreen),
  people: lazy(async () => (await import("./people/people")).PeopleScreen),
  together: lazy(async () => (await import("./together/together")).TogetherScreen),
  invite: lazy(async () => (await import("./together/invite")).InviteScreen),
  choose: lazy(async () => (await import("./together/choose")).ChooseScreen),
  sharing: lazy(async () => (await import("./sharing/sharing")).SharingScreen),
  accept: lazy(async () => (await import("./together/join")).JoinScreen),
  help: lazy(async () => (await import("./info/info")).InfoScreen),
  therapy: lazy(async () => (await import("./info/therapy")).TherapyScreen),
  sign_up: SignUp,
  join: SignUp,
  sign_in: lazy(async () => (await import("./account/account")).SignInScreen),
  provider: lazy(async () => (await import("./provider/provider")).ProviderScreen),
  recover: lazy(async () => (await import("./account/account")).RecoverScreen),
  link_device: lazy(async () => (await import("./link-device/link-device")).LinkDeviceScreen),
  reset: lazy(async () => (await import("./account/account")).ResetScreen),
};
