/** One practice: why, how, three sizes, three cues, and a button that makes it a habit. */
import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { createHabit } from "../../../actions/save-habit";
import { t, type MessageKey } from "../../../i18n";
import { momentsFor } from "../../../model/moments";
import { type Library, type Practice, type PracticeStep } from "../../../model/practices";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { WithLibrary } from "../../components/library/library";
import { MomentRows } from "../../components/moment-rows/moment-rows";
import { useReturn } from "../../trail";
import { failureWords } from "../../words/failures";
import { planWords } from "../../words/plans";
import { practiceGlyph, themeHue } from "../../words/practices";
import { Cues, Ladder } from "./choices";
import "./style.css";

const SOURCES: Readonly<Record<string, MessageKey>> = {
  "000_fdb0f900c3dbe6e4.txt": "practice.source_0",
  "001_d67d8f7bd2b859df.txt": "practice.source_1",
  "002_1d556df1ec073e60.txt": "practice.source_2",
};

export function PracticeScreen() {
  const { params } = useRoute();
  return (
    <div class="page">
      <WithLibrary>
        {(library) => <Found library={library} slug={params["slug"] ?? ""} />}
      </WithLibrary>
    </div>
  );
}

function Found({ library, slug }: { readonly library: Library; readonly slug: string }) {
  const practice = library.practices.find((candidate) => candidate.slug === slug);
  return practice === undefined ? (
    <>
      <Head title={t("practice.not_found")} />
      <a class="button" href="/practices">
        {t("first.more")}
      </a>
    </>
  ) : (
    <PracticePage key={slug} practice={practice} />
  );
}

function PracticePage({ practice }: { readonly practice: Practice }) {
  const [step, setStep] = useState<PracticeStep>("tiny");
  const [cue, setCue] = useState<string | null>(practice.cues[0] ?? null);
  const start = useStart(practice, step, cue);
  const { journal } = useApp().state;
  const habit = journal.habits.value.find((candidate) => candidate.practice === practice.slug);
  return (
    <article data-hue={themeHue(practice.theme)}>
      <Head title={practice.name} over={planWords(practice.plan)} backTo="/practices">
        <span class="glyph">
          <Icon name={practiceGlyph(practice)} />
        </span>
      </Head>
      <p class="why">{practice.why}</p>
      <How steps={practice.how} />
      <Moments practice={practice} />
      {habit === undefined ? (
        <>
          <Ladder ladder={practice.ladder} step={step} onChange={setStep} />
          <Cues cues={practice.cues} cue={cue} onChange={setCue} />
        </>
      ) : (
        <p class="section quiet">{t("practice.again")}</p>
      )}
      <section class="section card">
        <h2>{t("practice.question")}</h2>
        <p>{practice.question}</p>
      </section>
      <Sources files={practice.sources} />
      <div class="foot">
        {habit === undefined ? (
          <button type="button" class="button primary wide" onClick={() => void start()}>
            {t("practice.start")}
          </button>
        ) : (
          <a class="button wide" href={`/habits/${habit.id}`}>
            {t("practice.open_habit")}
          </a>
        )}
      </div>
    </article>
  );
}

function Moments({ practice }: { readonly practice: Practice }) {
  const moments = momentsFor(practice.slug);
  if (moments.length === 0) return null;
  return (
    <section class="section" aria-labelledby="try">
      <h2 class="section-title" id="try">
        {t("moments.try")}
      </h2>
      <MomentRows moments={moments} />
    </section>
  );
}

function How({ steps }: { readonly steps: readonly string[] }) {
  return (
    <section class="card" aria-label={t("practice.how")}>
      <ol class="how">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}

function Sources({ files }: { readonly files: readonly string[] }) {
  return (
    <footer class="section sources quiet">
      <p>{t("practice.sources")}</p>
      <ul>
        {files.map((file) => {
          const key = SOURCES[file];
          return <li key={file}>{key === undefined ? file : t(key)}</li>;
        })}
      </ul>
    </footer>
  );
}

/** Make the habit and go to Today; a failure is said and leaves the page as it is. */
function useStart(practice: Practice, step: PracticeStep, cue: string | null): () => Promise<void> {
  const { context, state } = useApp();
  const returnTo = useReturn();
  return async () => {
    const draft = {
      name: practice.name,
      cue: cue === null ? "" : t("practice.cue", { cue }),
      unit: "",
      practice: practice.slug,
      step,
      glyph: practiceGlyph(practice),
      hue: themeHue(practice.theme),
      plan: practice.plan,
    };
    const result = await createHabit(context, draft, state.calendar.today.peek());
    if (!result.ok) {
      state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
      return;
    }
    state.calendar.select(state.calendar.today.peek());
    state.toasts.show({ kind: "calm", text: t("practice.started"), isForNextScreen: true });
    returnTo("/");
  };
}
