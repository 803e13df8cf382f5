/** What a chosen file would bring, before any of it is brought; then how far it has come. */
import { useState } from "preact/hooks";
import { importData } from "../../../actions/carry-data";
import type { HabitPreview, ImportPlan } from "../../../actions/plan-import";
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import { useApp } from "../../app";
import { Sheet } from "../../components/sheet/sheet";
import { Switch } from "../../components/switch/switch";
import { failureWords } from "../../words/failures";

interface Props {
  readonly plan: ImportPlan;
  readonly onClose: () => void;
}

interface Progress {
  readonly written: number;
  readonly total: number;
}

export function ImportSheet({ plan, onClose }: Props) {
  const { context, state } = useApp();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [isBringingBack, setIsBringingBack] = useState(false);
  const isNew = plan.changedRecords + plan.newEntries > 0 || isBringingBack;
  const bring = async (): Promise<void> => {
    setProgress({ written: 0, total: plan.newEntries });
    const onProgress = (written: number, total: number): void => {
      setProgress({ written, total });
    };
    const result = await importData(context, plan, onProgress, isBringingBack);
    onClose();
    if (!result.ok) state.toasts.show({ kind: "fault", text: failureWords(result.failure) });
    else state.toasts.show({ kind: "calm", text: t("you.imported", { ...result.value }) });
  };
  return (
    <Sheet title={t("import.title")} over={t(`import.source_${plan.source}`)} onClose={onClose}>
      <Sums plan={plan} />
      {plan.restorable.length > 0 && (
        <Switch
          label={t("import.bring_back", { names: namesOf(plan.restorable) })}
          isOn={isBringingBack}
          isBusy={progress !== null}
          onChange={setIsBringingBack}
        />
      )}
      <Unreadable leftOut={plan.leftOut} />
      <Habits habits={plan.habits} />
      <Notes plan={plan} />
      {progress === null ? (
        <div class="buttons import-end">
          <button type="button" class="button" onClick={onClose}>
            {t(isNew ? "import.cancel" : "import.close")}
          </button>
          {isNew && (
            <button type="button" class="button primary" onClick={() => void bring()}>
              {t("import.confirm")}
            </button>
          )}
        </div>
      ) : (
        <Written {...progress} />
      )}
    </Sheet>
  );
}

function Sums({ plan }: { readonly plan: ImportPlan }) {
  const { changedRecords, newEntries, presentEntries, withdrawnEntries, differingEntries } = plan;
  const isNew = changedRecords + newEntries > 0;
  return (
    <ul class="import-sums">
      <li>
        {isNew
          ? t("import.new", { changes: changedRecords, entries: newEntries })
          : t("import.nothing")}
      </li>
      {presentEntries > 0 && <li>{t("import.present", { entries: presentEntries })}</li>}
      {differingEntries > 0 && <li>{t("import.differing", { entries: differingEntries })}</li>}
      {withdrawnEntries > 0 && <li>{t("import.withdrawn", { entries: withdrawnEntries })}</li>}
      {plan.notes.some(({ type }) => type === "newest-days") && (
        <li class="import-warning">{t("import.newest_days")}</li>
      )}
      {plan.deletedHabits.length > 0 && plan.restorable.length === 0 && (
        <li>{t("import.deleted", { habits: plan.deletedHabits.join(", ") })}</li>
      )}
    </ul>
  );
}

function Habits({ habits }: { readonly habits: readonly HabitPreview[] }) {
  if (habits.length === 0) return null;
  return (
    <section aria-labelledby="import-habits">
      <h3 class="section-title" id="import-habits">
        {t("import.habits")}
      </h3>
      <ul class="rows import-habits">
        {habits.map((habit) => (
          <li key={habit.id}>
            <bdi>{habit.name}</bdi>
            <span class="quiet small">{daysOf(habit)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const daysOf = ({ days, newDays }: HabitPreview): string =>
  newDays === 0 || newDays === days
    ? t("import.days", { days })
    : t("import.days_new", { days, fresh: formatNumber(newDays) });

/** Of reflections only how many: their words are for nobody who looks on. */
function namesOf(restorable: ImportPlan["restorable"]): string {
  const names = restorable.map(({ name }) => name).filter((name) => name !== "");
  const count = restorable.length - names.length;
  return [...names, ...(count === 0 ? [] : [t("import.bring_back_reflections", { count })])].join(
    ", ",
  );
}

function Unreadable({ leftOut: { count, named } }: Pick<ImportPlan, "leftOut">) {
  if (count === 0) return null;
  const more = count - named.length;
  return (
    <section>
      <p class="import-warning">{t("import.unreadable", { count })}</p>
      <ul class="import-sums quiet small">
        {named.map(({ place, reason }) => (
          <li key={place}>
            <bdi>{t("import.unreadable_place", { place, reason: t(`damage.${reason}`) })}</bdi>
          </li>
        ))}
        {more > 0 && <li>{t("import.unreadable_more", { count: formatNumber(more) })}</li>}
      </ul>
    </section>
  );
}

function Notes({ plan }: { readonly plan: ImportPlan }) {
  const notes = plan.notes.flatMap(({ type, habit }) =>
    type === "newest-days" ? [] : [{ type, habit }],
  );
  if (notes.length === 0) return null;
  const types = [...new Set(notes.map(({ type }) => type))];
  return (
    <section aria-labelledby="import-notes">
      <h3 class="section-title" id="import-notes">
        {t("import.notes")}
      </h3>
      <ul class="import-sums quiet small">
        {types.map((type) => {
          const habits = notes.filter((note) => note.type === type).map(({ habit }) => habit);
          return <li key={type}>{t(`import.note_${type}`, { habits: habits.join(", ") })}</li>;
        })}
      </ul>
    </section>
  );
}

function Written({ written, total }: Progress) {
  const values = { written: formatNumber(written), total: formatNumber(total) };
  return (
    <div>
      <progress class="import-progress" max={Math.max(total, 1)} value={written} />
      <p class="quiet small">{t("import.progress", values)}</p>
    </div>
  );
}
