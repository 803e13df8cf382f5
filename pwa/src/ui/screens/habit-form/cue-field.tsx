/** After what? While nothing is written, a few things that a day holds anyway. */
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Field } from "../../components/field/field";

interface Props {
  readonly cue: string;
  /** Slug of the practice that the habit came from, or null. */
  readonly practice: string | null;
  readonly problem: string | null;
  readonly onInput: (cue: string) => void;
}

export function CueField({ cue, practice, problem, onInput }: Props) {
  const suggestions = useSuggestions(practice);
  return (
    <div>
      <Field
        label={t("form.cue")}
        hint={t("form.cue_hint")}
        isOptional
        value={cue}
        problem={problem}
        onInput={onInput}
      />
      {cue === "" && (
        <div class="cue-ideas" role="group" aria-label={t("form.cue_ideas")}>
          {suggestions.map((idea) => (
            <button
              key={idea}
              type="button"
              class="pill"
              onClick={() => {
                onInput(idea);
              }}
            >
              {idea}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Those of the practice; of a habit of one's own, and until the library is there, those of any day. */
function useSuggestions(slug: string | null): readonly string[] {
  const { library } = useApp().state;
  useEffect(() => {
    if (slug !== null) void library.load(); /* no await: the signal draws it */
  }, [library, slug]);
  const status = library.status.value;
  const practices = status.type === "ready" ? status.library.practices : [];
  const own = practices.find((practice) => practice.slug === slug);
  return own === undefined
    ? [t("form.cue_1"), t("form.cue_2"), t("form.cue_3"), t("form.cue_4")]
    : own.cues.map((cue) => t("practice.cue", { cue }));
}
