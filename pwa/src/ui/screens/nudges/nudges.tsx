/** Nudges: whether they reach this device, what they may do, and what became of the last ones. */
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { Reminders } from "../../components/reminders/reminders";
import { Unanswered } from "../../components/unanswered/unanswered";
import { Choices } from "./choices";
import { HabitReminders } from "./habit-reminders";
import { Lately } from "./lately";
import { ThisDevice } from "./this-device";
import "./style.css";

export function NudgesScreen() {
  const { account } = useApp().state;
  const isSignedIn = account.current.value?.status === "signed-in";
  return (
    <div class="page">
      <Head title={t("nudges.title")} backTo="/you" />
      <ThisDevice />
      <Unanswered />
      <HabitReminders />
      <Reminders owner={null} name={t("reminder.check_in")} />
      <Choices />
      {isSignedIn && <Lately />}
    </div>
  );
}
