/** You: how it looks, when a day begins, installing, one's data, and what this is. */
import { t } from "../../../i18n";
import { Head } from "../../components/head";
import { Icon } from "../../components/icon";
import { Padlock } from "../../components/padlock";
import { TimeOff } from "../../components/time-off";
import { useKept } from "../../kept";
import { AccountSection } from "./account-section";
import { Bin } from "./bin";
import { CheckInChoices } from "./check-ins";
import { Data } from "./data";
import { Install } from "./install";
import { Appearance, Days } from "./preferences";
import { SyncSection } from "./sync-section";
import "./style.css";

export function YouScreen() {
  return (
    <div class="page">
      <Head title={t("you.title")} />
      <AccountSection />
      <SyncSection />
      <NudgesLink />
      <Appearance />
      <Days />
      <CheckInChoices />
      <ArrangeLink />
      <SafetyLinks />
      <TimeOff owner={null} />
      <Install />
      <Data />
      <Archived />
      <Bin />
      <About />
    </div>
  );
}

function NudgesLink() {
  return (
    <section class="section" aria-labelledby="nudges">
      <h2 class="section-title" id="nudges">
        {t("nudges.title")}
      </h2>
      <div class="rows">
        <a class="account-row" href="/you/nudges">
          <span class="glyph">
            <Icon name="bell" />
          </span>
          <span>
            <span class="serif">{t("nudges.link")}</span>
            <span class="quiet small">{t("nudges.link_text")}</span>
          </span>
          <Icon name="chevron-right" flips />
        </a>
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
        <a class="account-row" href="/you/arrange">
          <span class="glyph handle-drawing" />
          <span>
            <span class="serif">{t("arrange.title")}</span>
            <span class="quiet small">{t("you.arrange_text")}</span>
          </span>
          <Icon name="chevron-right" flips />
        </a>
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
        <a class="account-row" href="/sharing">
          <span class="glyph">
            <Icon name="shield" />
          </span>
          <span>
            <span class="serif">{t("sharing.title")}</span>
            <span class="quiet small">{t("you.sharing_text")}</span>
          </span>
          <Icon name="chevron-right" flips />
        </a>
        <LockLink />
        <a class="account-row" href="/info">
          <span class="glyph">
            <Icon name="life-buoy" />
          </span>
          <span>
            <span class="serif">{t("info.title")}</span>
            <span class="quiet small">{t("you.to_help")}</span>
          </span>
          <Icon name="chevron-right" flips />
        </a>
      </div>
    </section>
  );
}

function LockLink() {
  const isSet = useKept().state.lock.guard.value?.lock != null;
  return (
    <a class="account-row" href="/you/lock">
      <span class="glyph">
        <Padlock />
      </span>
      <span>
        <span class="serif">{t("lock.title")}</span>
        <span class="quiet small">{t(isSet ? "lock.row_on" : "lock.row_off")}</span>
      </span>
      <Icon name="chevron-right" flips />
    </a>
  );
}

function Archived() {
  const habits = useKept().state.journal.archivedHabits.value;
  if (habits.length === 0) return null;
  return (
    <section class="section" aria-labelledby="archived">
      <h2 class="section-title" id="archived">
        {t("you.archived")}
      </h2>
      <ul class="rows">
        {habits.map((habit) => (
          <li key={habit.id}>
            <a class="archived-row" data-hue={habit.hue} href={`/habits/${habit.id}`}>
              <span class="glyph">
                <Icon name={habit.glyph} />
              </span>
              <bdi class="serif">{habit.name}</bdi>
              <Icon name="chevron-right" flips />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function About() {
  const { version } = useKept().state.device;
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
      </div>
    </section>
  );
}
