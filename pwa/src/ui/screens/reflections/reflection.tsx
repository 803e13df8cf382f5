/** One reflection: read, edited, deleted. */
import { useEffect, useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { t } from "../../../i18n";
import { formatDay } from "../../../i18n/format";
import { editKey, type Draft } from "../../../model/drafts";
import { findMoment, REVIEW } from "../../../model/moments";
import type { Reflection } from "../../../model/reflections";
import type { Reflections } from "../../../state/reflections";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { Icon } from "../../components/icon/icon";
import { WithReflections } from "../../components/reflections/reflections";
import { behindReflectionsLock } from "../../components/reflections-lock/reflections-lock";
import { useBack } from "../../trail";
import { kindName } from "../../words/moments";
import { Answers } from "./answers";
import { Edit } from "./edit";
import "./style.css";
import { useReflectionActions } from "./use-reflection-actions";
import { WeekOf } from "./week-of";

export const ReflectionScreen = behindReflectionsLock(OneReflection);

function OneReflection() {
  const { params } = useRoute();
  return (
    <div class="page">
      <WithReflections>
        {(reflections) => <Found reflections={reflections} id={params["id"] ?? ""} />}
      </WithReflections>
    </div>
  );
}

function Found({ reflections, id }: { readonly reflections: Reflections; readonly id: string }) {
  const reflection = reflections.find(id);
  if (reflection === undefined || reflection.isDeleted) {
    return (
      <>
        <Head title={t("reflections.not_found")} />
        <a class="button" href="/reflections">
          {t("reflections.to_all")}
        </a>
      </>
    );
  }
  return <Open key={id} reflection={reflection} reflections={reflections} />;
}

interface OpenProps {
  readonly reflection: Reflection;
  readonly reflections: Reflections;
}

function Open({ reflection, reflections }: OpenProps) {
  const [draft, setDraft] = useState<Draft | null>(null);
  useUnfinishedEdit(reflection, reflections, setDraft);
  const moment = findMoment(reflection.kind);
  const { calendar } = useApp().state;
  return (
    <article data-hue={moment?.hue}>
      <Head
        title={kindName(reflection.kind)}
        over={formatDay(reflection.on, calendar.today.value)}
        backTo="/reflections"
      >
        <span class="glyph">
          <Icon name={moment?.glyph ?? "feather"} />
        </span>
      </Head>
      {draft !== null && moment !== undefined ? (
        <Edit
          moment={moment}
          reflection={reflection}
          first={draft}
          onClose={() => {
            setDraft(null);
          }}
        />
      ) : (
        <>
          {moment === REVIEW && <WeekOf on={reflection.on} />}
          <Answers reflection={reflection} />
          <Buttons
            reflection={reflection}
            onEdit={() => {
              setDraft(draftOf(reflection));
            }}
          />
        </>
      )}
    </article>
  );
}

const draftOf = ({ id, on, mood, answers }: Reflection): Draft => ({
  moment: editKey(id),
  step: "",
  id,
  on,
  mood,
  answers,
});

/** An edit that was interrupted is open again. */
function useUnfinishedEdit(
  { id }: Reflection,
  reflections: Reflections,
  onFound: (draft: Draft) => void,
): void {
  useEffect(() => {
    void reflections.readDrafts().then(() => {
      const draft = reflections.drafts.peek().find(({ moment }) => moment === editKey(id));
      if (draft !== undefined) onFound(draft);
    });
    // Once, when the page opens: the setter stays the same.
  }, [id, reflections]);
}

interface ButtonsProps {
  readonly reflection: Reflection;
  readonly onEdit: () => void;
}

function Buttons({ reflection: { id, kind }, onEdit }: ButtonsProps) {
  const back = useBack("/reflections");
  const { remove } = useReflectionActions();
  return (
    <>
      <p class="section quiet small">{t("moment.private")}</p>
      <div class="section buttons">
        {findMoment(kind) !== undefined && (
          <button type="button" class="button" onClick={onEdit}>
            <Icon name="pencil" />
            {t("reflections.edit")}
          </button>
        )}
        <button
          type="button"
          class="button destructive"
          onClick={() => {
            void remove(id, true).then((isGone) => {
              if (isGone) back();
            });
          }}
        >
          <Icon name="trash-2" />
          {t("reflections.delete")}
        </button>
      </div>
    </>
  );
}
