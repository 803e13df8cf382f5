/**
 * One thing is chosen for one person: which, under what name, how much of it. Below stands what they will see,
 * made by the server as it will be sent, so that nothing is shown that was not looked at first.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import type { SharingFailure } from "../../../actions/sharing/failures";
import type { ShownTo } from "../../../actions/sharing/read";
import { chooseShare, type Draft, type Sealed, previewShare } from "../../../actions/sharing/show";
import { MAX_NAME_CHARACTERS } from "../../../contract/limits";
import type { Result } from "../../../core/result";
import { t, type MessageKey } from "../../../i18n";
import type { Glyph, Hue } from "../../../model/glyphs";
import { readPromise } from "../../../model/promise-record";
import { standingOf } from "../../../model/promises";
import { LEVELS, type Level } from "../../../model/sharing";
import { useApp } from "../../app";
import { Field } from "../../components/field/field";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { SharedItemRow } from "../../components/shared-item/shared-item";
import { useStepUp } from "../../components/step-up/step-up";
import { useReturn } from "../../trail";
import { useMySharing } from "../../use-sharing";
import { sharingFailureWords } from "../../words/sharing-failures";
import "./style.css";

export function ChooseScreen() {
  const { result } = useMySharing();
  const { path } = useLocation();
  const pair = path.split("/").at(-1) ?? "";
  if (result === null) return <Waiting text={t("app.loading")} />;
  if (!result.ok) return <Waiting text={sharingFailureWords(result.failure)} />;
  const to = result.value.shownTo.find((shown) => shown.pair === pair);
  if (to === undefined) return <Waiting text={t("sharing_fault.gone")} />;
  return <Choose to={to} />;
}

function Waiting({ text }: { readonly text: string }) {
  return (
    <div class="page stack together">
      <Head title={t("choose.title_plain")} backTo="/together" />
      <p class="quiet">{text}</p>
    </div>
  );
}

/** What can be shown: a habit, or a promise that is still open. */
interface Thing {
  readonly kind: "habit" | "promise";
  readonly id: string;
  readonly name: string;
  readonly glyph: Glyph;
  readonly hue: Hue;
}

function useThings(): readonly Thing[] {
  const { journal } = useApp().state;
  const events = journal.promiseEvents.value;
  const promises = journal
    .recordsOf("promise")
    .map(readPromise)
    .filter((promise) => !promise.isDeleted)
    .filter((promise) => standingOf(promise, events.get(promise.id) ?? []).outcome === "open");
  return [
    ...journal.habits.value.map((habit) => ({ ...habit, kind: "habit" as const })),
    ...promises.map(({ id, text }) => ({
      kind: "promise" as const,
      id,
      name: text === "" ? t("app.locked") : text,
      glyph: "handshake" as const,
      hue: "honey" as const,
    })),
  ];
}

function Choose({ to }: { readonly to: ShownTo }) {
  const { query } = useRoute();
  const things = useThings();
  const changed = to.shares.find(({ share }) => share === query["share"]);
  const [subject, setSubject] = useState(changed?.subject ?? "");
  const thing = things.find(({ id }) => id === subject);
  const taken = new Set(to.shares.map((share) => share.subject));
  return (
    <div class="page together">
      <Head title={t("choose.title", { name: to.name })} backTo="/together" />
      <p class="quiet">{t("together.free")}</p>
      {changed === undefined && (
        <Things
          things={things.filter(({ id }) => !taken.has(id))}
          subject={subject}
          onChange={setSubject}
        />
      )}
      {thing !== undefined && (
        <How
          key={thing.id}
          to={to}
          thing={thing}
          present={
            changed === undefined
              ? null
              : {
                  share: changed.share,
                  level: changed.level ?? "streak",
                  label: changed.item?.label ?? thing.name,
                }
          }
        />
      )}
    </div>
  );
}

interface ThingsProps {
  readonly things: readonly Thing[];
  readonly subject: string;
  readonly onChange: (subject: string) => void;
}

function Things({ things, subject, onChange }: ThingsProps) {
  if (things.length === 0) return <p class="section card">{t("choose.nothing_left")}</p>;
  return (
    <fieldset class="section">
      <legend class="legend">{t("choose.what")}</legend>
      <div class="rows">
        {things.map((thing) => (
          <label key={thing.id} class="choice-row" data-hue={thing.hue}>
            <input
              type="radio"
              name="subject"
              checked={thing.id === subject}
              onChange={() => {
                onChange(thing.id);
              }}
            />
            <span class="glyph">
              <Icon name={thing.glyph} />
            </span>
            <bdi class="serif">{thing.name}</bdi>
            <Icon name="check" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface Present {
  readonly share: string;
  readonly level: Level;
  readonly label: string;
}

interface HowProps {
  readonly to: ShownTo;
  readonly thing: Thing;
  /** What is shown of it already; null: nothing yet. */
  readonly present: Present | null;
}

function How({ to, thing, present }: HowProps) {
  const { kind, id, name } = thing;
  const [label, setLabel] = useState(
    present?.label ?? Array.from(name).slice(0, MAX_NAME_CHARACTERS).join(""),
  );
  const [level, setLevel] = useState<Level>(present?.level ?? "streak");
  const [includeBefore, setIncludeBefore] = useState(false);
  const streak = useApp().state.summaries.of(id).value?.streak.current ?? 0;
  const isHabit = kind === "habit";
  const draft: Draft = {
    pair: to.pair,
    kind,
    subject: id,
    level: isHabit ? level : null,
    label: label.trim() === "" ? name : label.trim(),
    includeBefore: isHabit && includeBefore && level !== "total",
    ...(present === null ? {} : { share: present.share }),
  };
  return (
    <>
      <section class="section">
        <Field
          label={t("choose.label", { name: to.name })}
          hint={t("choose.label_hint")}
          value={label}
          onInput={setLabel}
          typing={{ maxLength: MAX_NAME_CHARACTERS }}
        />
      </section>
      {isHabit && <LevelChoice level={level} onChange={setLevel} />}
      {isHabit && present === null && level !== "total" && streak > 0 && (
        <label class="check-line">
          <input
            type="checkbox"
            checked={includeBefore}
            onChange={() => {
              setIncludeBefore(!includeBefore);
            }}
          />
          <span>{t("choose.include_before", { count: streak })}</span>
        </label>
      )}
      <Preview draft={draft} name={to.name} />
    </>
  );
}

function LevelChoice({
  level,
  onChange,
}: {
  readonly level: Level;
  readonly onChange: (level: Level) => void;
}) {
  return (
    <fieldset class="section">
      <legend class="legend">{t("choose.how_much")}</legend>
      <div class="rows">
        {LEVELS.map((each) => (
          <label key={each} class="level-row">
            <input
              type="radio"
              name="level"
              checked={each === level}
              onChange={() => {
                onChange(each);
              }}
            />
            <span>
              <b>{t(`level.${each}`)}</b>
              <span class="quiet small">{t(`level.${each}_text`)}</span>
            </span>
            <Icon name="check" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Nobody wants a request for every letter. */
const TYPING_MS = 500;

type Previewed = Result<Sealed, SharingFailure> | null;

function usePreview(draft: Draft): Previewed {
  const { context } = useApp();
  const [previewed, setPreviewed] = useState<Previewed>(null);
  const wanted = JSON.stringify(draft);
  const latest = useRef(wanted);
  latest.current = wanted;
  useEffect(() => {
    setPreviewed(null);
    const timer = setTimeout(() => {
      void previewShare(context, draft).then((result) => {
        // A slow answer to what was wanted before is no preview of what is wanted now.
        if (latest.current === wanted) setPreviewed(result);
      });
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [wanted]);
  return previewed;
}

function Preview({ draft, name }: { readonly draft: Draft; readonly name: string }) {
  const previewed = usePreview(draft);
  const { show, isBusy, sheet } = useShowing(name);
  const sealed = previewed?.ok === true ? previewed.value : null;
  return (
    <section class="section" aria-labelledby="preview">
      <h2 class="section-title" id="preview">
        {t("choose.preview", { name })}
      </h2>
      <div class="preview" aria-live="polite">
        {previewed === null && <p class="quiet">{t("choose.preview_busy")}</p>}
        {previewed?.ok === false && <p>{sharingFailureWords(previewed.failure)}</p>}
        {sealed !== null && sealed.item === null && <p>{t("choose.preview_nothing")}</p>}
        {sealed?.item != null && <SharedItemRow item={{ ...sealed.item, label: sealed.label }} />}
      </div>
      <p class="quiet small">{t(ruleOf(draft))}</p>
      <div class="foot">
        <button
          type="button"
          class="button primary wide"
          aria-disabled={isBusy || sealed === null}
          onClick={() => {
            if (sealed !== null && !isBusy) void show(sealed);
          }}
        >
          {t(isBusy ? "account.busy" : "choose.show", { name })}
        </button>
      </div>
      {sheet}
    </section>
  );
}

function ruleOf({ kind, level }: Draft): MessageKey {
  if (kind === "promise") return "choose.rule_promise";
  return level === "live" ? "choose.rule_live" : "choose.rule";
}

function useShowing(name: string) {
  const { context, state } = useApp();
  const returnTo = useReturn();
  const { guard, sheet } = useStepUp();
  const [isBusy, setIsBusy] = useState(false);
  const show = async (sealed: Sealed): Promise<void> => {
    setIsBusy(true);
    const result = await guard(() => chooseShare(context, sealed));
    setIsBusy(false);
    if (result === null) return;
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
      return;
    }
    state.toasts.show({ kind: "calm", text: t("choose.shown", { name }), isForNextScreen: true });
    returnTo("/sharing");
  };
  return { show, isBusy, sheet };
}
