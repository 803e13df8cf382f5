/** You: how it looks, when a day begins, installing, one's data, and what this is. */
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { LinkRow } from "../../components/link-row/link-row";
import { Padlock } from "../../components/padlock/padlock";
import { TimeOff } from "../../components/time-off/time-off";
import { AccountSection } from "./account-section";
import { Bin } from "./bin";
import { CheckInChoices } from "./check-ins";
import { Data } from "./data";
import { Install } from "./install";
import { Appearance, Days } from "./preferences";
import { SyncSection } from "./sync-section";
import "./style.css";

export function YouScreen() {
  const { isIos, isStandalone } = useApp().state.device;
  const isFirst = isIos && !isStandalone;
  return (
    <div class="page">
      <Head title={t("you.title")} />
      {isFirst && <Install />}
      <AccountSection />
      <SyncSection />
      <PromisesLink />
      <NudgesLink />
      <Appearance />
      <Days />
      <CheckInChoices />
      <ArrangeLink />
      <SafetyLinks />
      <TimeOff owner={null} />
      {!isFirst && <Install />}
      <Data />
      <Archived />
      <Bin />
      <About />
    </div>
  );
}

/** Their home: Today leads there only while there are any. */
function PromisesLink() {
  return (
    <section class="section" aria-labelledby="promises">
      <h2 class="section-title" id="promises">
        {t("promises.title")}
      </h2>
      <div class="rows">
        <LinkRow
          href="/promises"
          hue="clay"
          drawing={<Icon name="handshake" />}
          name={t("due.all")}
          about={t("promises.link_text")}
        />
      </div>
    </section>
  );
}

function NudgesLink() {
  return (
    <section class="section" aria-labelledby="nudges">
      <h2 class="section-title" id="nudges">
        {t("nudges.title")}
      </h2>
      <div class="rows">
        <LinkRow
          href="/you/nudges"
          drawing={<Icon name="bell" />}
          name={t("nudges.link")}
          about={t("nudges.link_text")}
        />
      </div>
    </section>
  );
}

function ArrangeLink() {
  return (
    <section class="section" aria-labelledby="arrange">
      <h2 class="section-title" id="arrange">
        {t("you.arrange")}
      </h2>
      <div class="rows">
        <LinkRow
          href="/you/arrange"
          drawing={<span class="handle-drawing" />}
          name={t("arrange.title")}
          about={t("you.arrange_text")}
        />
      </div>
    </section>
  );
}

/** What others see, and where to turn to when it does not feel safe. */
function SafetyLinks() {
  return (
    <section class="section" aria-labelledby="safety">
      <h2 class="section-title" id="safety">
        {t("you.safety")}
      </h2>
      <div class="rows">
        <LinkRow
          href="/sharing"
          drawing={<Icon name="shield" />}
          name={t("sharing.title")}
          about={t("you.sharing_text")}
        />
        <LockLink />
        <LinkRow
          href="/info"
          drawing={<Icon name="life-buoy" />}
          name={t("info.title")}
          about={t("you.to_help")}
        />
      </div>
    </section>
  );
}

function LockLink() {
  const isSet = useApp().state.lock.guard.value?.lock != null;
  return (
    <LinkRow
      href="/you/lock"
      drawing={<Padlock />}
      name={t("lock.title")}
      about={t(isSet ? "lock.row_on" : "lock.row_off")}
    />
  );
}

function Archived() {
  const habits = useApp().state.journal.archivedHabits.value;
  if (habits.length === 0) return null;
  return (
    <section class="section" aria-labelledby="archived">
      <h2 class="section-title" id="archived">
        {t("you.archived")}
      </h2>
      <ul class="rows">
        {habits.map((habit) => (
          <li key={habit.id}>
            <LinkRow
              href={`/habits/${habit.id}`}
              hue={habit.hue}
              drawing={<Icon name={habit.glyph} />}
              name={habit.name}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function About() {
  const { version } = useApp().state.device;
  return (
    <section class="section" aria-labelledby="about">
      <h2 class="section-title" id="about">
        {t("you.about")}
      </h2>
      <div class="card about">
        <p>{t("you.about_text")}</p>
        <p>{t("you.about_private")}</p>
        <p>{t("you.about_safety")}</p>
        <p class="quiet numbers">{t("you.version", { version })}</p>
        <p>
          <a href="/notices.txt" target="_blank" rel="noopener">
            {t("you.licences")}
          </a>
        </p>
      </div>
    </section>
  );
}
