/**
 * Help for who is not safe. It is in the app before it is needed, asks nobody for anything, and keeps nothing
 * of having been opened. The numbers of the country that the device seems to be in stand first; those of every
 * country are there for everybody.
 */
import { t } from "../../../i18n";
import { formatDate, formatRegion } from "../../../i18n/format";
import { ownRegions } from "../../../i18n/own-regions";
import {
  helpFor,
  helpRegions,
  oldestCheck,
  telephone,
  type EmergencyNumber,
  type HelpLine,
} from "../../../model/help-lines";
import { useApp } from "../../app";
import { DiscreetPage } from "../../components/discreet/discreet";
import { Icon } from "../../components/icon/icon";
import { ReplaceLink } from "../../components/replace-link/replace-link";
import { cameFrom } from "../../trail";
import "./style.css";

export function InfoScreen() {
  const { timeZone } = useApp().state.calendar;
  const { emergency, lines } = helpFor(ownRegions(helpRegions, timeZone.value));
  return (
    <DiscreetPage title={t("info.title")} backTo={cameFrom("/you")}>
      <p class="lead">{t("info.lead")}</p>
      <Emergency numbers={emergency} />
      <Lines lines={lines} />
      <Signs />
      <InTheApp />
      <section class="section">
        <div class="rows">
          <ReplaceLink class="info-link" href="/info/therapy">
            <span>
              <span class="serif">{t("therapy.title")}</span>
              <span class="quiet small">{t("therapy.row")}</span>
            </span>
            <Icon name="chevron-right" flips />
          </ReplaceLink>
        </div>
      </section>
    </DiscreetPage>
  );
}

function Emergency({ numbers }: { readonly numbers: readonly EmergencyNumber[] }) {
  return (
    <section class="section" aria-labelledby="emergency">
      <h2 id="emergency">{t("info.emergency")}</h2>
      <ul class="rows">
        {numbers.map((emergency) => (
          <li key={emergency.number}>
            <a class="help-line" href={telephone(emergency.number)}>
              <span>{placesOf(emergency)}</span>
              <b class="help-number serif numbers">{emergency.number}</b>
            </a>
          </li>
        ))}
      </ul>
      <p class="quiet info-note">{t("info.emergency_else")}</p>
    </section>
  );
}

function placesOf({ regions, isOnMobiles }: EmergencyNumber): string {
  const names = regions.map(formatRegion).join(" · ");
  return isOnMobiles === true ? t("info.on_mobiles", { names }) : names;
}

function Lines({ lines }: { readonly lines: readonly HelpLine[] }) {
  return (
    <section class="section" aria-labelledby="lines">
      <h2 id="lines">{t("info.lines")}</h2>
      <p>{t("info.lines_text")}</p>
      <ul class="rows help-lines">
        {lines.map((line) => (
          <Line key={line.number} line={line} />
        ))}
      </ul>
      <p class="quiet info-note">
        {t("info.checked", { day: formatDate(oldestCheck, "long") })} {t("info.traces")}
      </p>
      <p class="info-note">{t("info.no_line")}</p>
    </section>
  );
}

function Line({ line }: { readonly line: HelpLine }) {
  const site = new URL(line.source_url).hostname.replace(/^www\./, "");
  const facts = [t(`info.for_${line.for}`), ...(line.isAlwaysOpen ? [t("info.always_open")] : [])];
  return (
    <li class="help-entry">
      <a class="help-line" href={telephone(line.number)}>
        <span>
          <span class="quiet small">{formatRegion(line.region)}</span>
          <span class="serif help-name" lang={line.language}>
            {line.name}
          </span>
          <span class="quiet small">{facts.join(" · ")}</span>
        </span>
        <b class="help-number serif numbers">
          <bdi>{line.number}</bdi>
        </b>
      </a>
      <a class="help-site" href={line.source_url} rel="noreferrer noopener" lang={line.language}>
        {site}
      </a>
    </li>
  );
}

function Signs() {
  return (
    <section class="section" aria-labelledby="signs">
      <h2 id="signs">{t("info.signs")}</h2>
      <ul class="plain-list">
        <li>{t("info.sign_fear")}</li>
        <li>{t("info.sign_watched")}</li>
        <li>{t("info.sign_no")}</li>
        <li>{t("info.sign_hurt")}</li>
      </ul>
      <p class="info-note">{t("info.signs_meaning")}</p>
    </section>
  );
}

function InTheApp() {
  return (
    <section class="section" aria-labelledby="in-app">
      <h2 id="in-app">{t("info.in_app")}</h2>
      <p>{t("info.stop_any_time")}</p>
      <p class="info-note">{t("info.limits")}</p>
      <p class="info-note">{t("exit.explained")}</p>
    </section>
  );
}
