/** A guided moment: one quiet page after the other, until it is written down. */
import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { t } from "../../../i18n";
import { nextPulseOn } from "../../../model/check-ins";
import type { Draft } from "../../../model/drafts";
import { findMoment, PULSE, type Moment } from "../../../model/moments";
import { beatsOf } from "../../../model/pulse";
import type { Reflections } from "../../../state/reflections";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { WithReflections } from "../../components/reflections/reflections";
import { behindReflectionsLock } from "../../components/reflections-lock/reflections-lock";
import { setTitle } from "../../title";
import { momentName } from "../../words/moments";
import { Closing } from "./closing";
import { Guide, type Beginning } from "./guide";
import "./style.css";
import { newDraft } from "./use-walk";

export const MomentScreen = behindReflectionsLock(Moment);

function Moment() {
  const { params } = useRoute();
  const moment = findMoment(params["slug"] ?? "");
  if (moment === undefined) return <NotFound />;
  return (
    <div class="page moment" data-hue={moment.hue}>
      <WithReflections>
        {(reflections) => <Opened key={moment.slug} moment={moment} reflections={reflections} />}
      </WithReflections>
    </div>
  );
}

function NotFound() {
  return (
    <div class="page">
      <Head title={t("moment.not_found")} />
      <a class="button" href="/practices">
        {t("moment.to_practices")}
      </a>
    </div>
  );
}

/** The pulse is felt once a month: more often it would become a score. */
const FeltAlready = () => (
  <>
    <Head title={t("pulse.already")} backTo="/pulse" />
    <a class="button" href="/pulse">
      {t("pulse.look")}
    </a>
  </>
);

interface Props {
  readonly moment: Moment;
  readonly reflections: Reflections;
}

function Opened({ moment, reflections }: Props) {
  const begun = useBeginning(moment, reflections);
  const [finished, setFinished] = useState<Draft | null>(null);
  useEffect(() => {
    setTitle(momentName(moment));
  }, [moment]);
  const { calendar } = useApp().state;
  if (begun === null) return <p class="quiet">{t("app.loading")}</p>;
  const last = beatsOf(reflections.present.value).at(-1);
  const isEarly = last !== undefined && calendar.today.value < nextPulseOn(last.on);
  if (moment === PULSE && isEarly && finished === null) return <FeltAlready />;
  return finished === null ? (
    <Guide moment={moment} begun={begun} onFinish={setFinished} />
  ) : (
    <Closing moment={moment} draft={finished} />
  );
}

/** What was begun on this device before, or a fresh page; null until the disk has been asked. */
function useBeginning(moment: Moment, reflections: Reflections): Beginning | null {
  const { calendar } = useApp().state;
  const [begun, setBegun] = useState<Beginning | null>(null);
  useEffect(() => {
    void reflections.readDrafts().then(() => {
      const kept = reflections.drafts.peek().find((draft) => draft.moment === moment.slug);
      const draft = kept ?? newDraft(moment, calendar.today.peek());
      const { justBegun } = reflections;
      setBegun({ draft, isResumed: kept !== undefined && kept.id !== justBegun.peek() });
      justBegun.value = null;
    });
  }, [moment, reflections, calendar]);
  return begun;
}
