/** What both do: the days or weeks in which each has done theirs. The number only grows. */
import { useState } from "preact/hooks";
import type { SharingFailure } from "../../../actions/sharing/failures";
import type { Opened, Partner } from "../../../actions/sharing/read";
import { joinTogether, leaveTogether, offerTogether } from "../../../actions/sharing/show";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { formatNumber } from "../../../i18n/format";
import { planOn, type Habit } from "../../../model/habit-record";
import type { TogetherLink } from "../../../model/sharing";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { Sheet } from "../../components/sheet/sheet";
import { useStepUp } from "../../components/step-up/step-up";
import { Switch } from "../../components/switch/switch";
import { sharingFailureWords } from "../../words/sharing-failures";

interface Props {
  readonly partner: Partner;
  readonly onChange: () => void;
}

type Unit = TogetherLink["unit"];

/** What is being chosen for: a new offer, or one of the other's. */
type Choosing = { readonly joins: Opened<TogetherLink> | null } | null;

export function TogetherLinks({ partner, onChange }: Props) {
  const [choosing, setChoosing] = useState<Choosing>(null);
  const { leave, choose, sheet } = useLinking(partner, () => {
    setChoosing(null);
    onChange();
  });
  const hasOffer = partner.together.some((link) => link.is_mine && link.state === "offered");
  return (
    <div class="rows ritual">
      {partner.together.map((link) => (
        <Link
          key={link.together}
          link={link}
          name={partner.name}
          onJoin={() => {
            setChoosing({ joins: link });
          }}
          onLeave={() => void leave(link.together)}
        />
      ))}
      {!hasOffer && (
        <button
          type="button"
          class="ritual-row"
          onClick={() => {
            setChoosing({ joins: null });
          }}
        >
          <span class="glyph">
            <Icon name="mark" />
          </span>
          <span>
            <span class="serif">{t("ritual.offer")}</span>
            <span class="quiet small">{t("ritual.offer_text")}</span>
          </span>
          <Icon name="chevron-right" flips />
        </button>
      )}
      {choosing !== null && (
        <HabitSheet
          joined={choosing.joins?.unit ?? null}
          onChoose={(habit, unit) => void choose(habit, unit, choosing.joins)}
          onClose={() => {
            setChoosing(null);
          }}
        />
      )}
      {sheet}
    </div>
  );
}

interface LinkProps {
  readonly link: Opened<TogetherLink>;
  readonly name: string;
  readonly onJoin: () => void;
  readonly onLeave: () => void;
}

function Link({ link, name, onJoin, onLeave }: LinkProps) {
  const isOffer = link.state === "offered";
  return (
    <div class="ritual-row">
      <span class="glyph">
        <Icon name="mark" />
      </span>
      <span>
        <bdi class="serif">{link.label ?? t("app.locked")}</bdi>
        <span class="quiet small">
          {isOffer
            ? t(link.is_mine ? "ritual.offered_mine" : "ritual.offered", { name })
            : t(`ritual.count_${link.unit}`, { count: link.count })}
        </span>
      </span>
      {isOffer ? null : <b class="serif numbers ritual-count">{formatNumber(link.count)}</b>}
      <span class="ritual-ways">
        {isOffer && !link.is_mine && (
          <button type="button" class="button" onClick={onJoin}>
            {t("ritual.join")}
          </button>
        )}
        <button type="button" class="link" onClick={onLeave}>
          {t(isOffer && !link.is_mine ? "join.not_now" : "ritual.leave")}
        </button>
      </span>
    </div>
  );
}

function useLinking({ pair }: Partner, onDone: () => void) {
  const { context, state } = useApp();
  const { guard, sheet } = useStepUp();
  const tell = (result: Result<unknown, SharingFailure> | null): void => {
    if (result !== null && !result.ok) {
      state.toasts.show({ kind: "fault", text: sharingFailureWords(result.failure) });
    }
    onDone();
  };
  return {
    sheet,
    leave: async (together: string): Promise<void> => {
      tell(await leaveTogether(context, together));
    },
    choose: async (habit: Habit, unit: Unit, joins: Opened<TogetherLink> | null): Promise<void> => {
      tell(
        await guard(() =>
          joins === null
            ? offerTogether(context, { pair, habit: habit.id, label: habit.name, unit })
            : joinTogether(context, { pair, together: joins.together, habit: habit.id }),
        ),
      );
    },
  };
}

/** Days can be counted where something is due on every day. */
function isDaily(habit: Habit, today: string): boolean {
  const rule = planOn(habit, today)?.rule;
  return rule?.kind === "days" && rule.weekdays.length === 7;
}

interface SheetProps {
  /** What the other's offer counts; null where one's own is made. */
  readonly joined: Unit | null;
  readonly onChoose: (habit: Habit, unit: Unit) => void;
  readonly onClose: () => void;
}

function HabitSheet({ joined, onChoose, onClose }: SheetProps) {
  const [offered, setOffered] = useState<Unit>("week");
  const { journal, calendar } = useApp().state;
  const today = calendar.today.value;
  const unit = joined ?? offered;
  const fitting = journal.habits.value.filter((habit) => unit === "week" || isDaily(habit, today));
  return (
    <Sheet title={t("ritual.choose")} onClose={onClose}>
      <p>{t(unit === "day" ? "ritual.rule_day" : "ritual.rule")}</p>
      {joined === null && (
        <Switch
          label={t("ritual.by_day")}
          isOn={unit === "day"}
          onChange={(isOn) => {
            setOffered(isOn ? "day" : "week");
          }}
        />
      )}
      {fitting.length === 0 && <p class="quiet">{t("ritual.none_fits")}</p>}
      <ul class="rows">
        {fitting.map((habit) => (
          <li key={habit.id} data-hue={habit.hue}>
            <button
              type="button"
              class="choice-row"
              onClick={() => {
                onChoose(habit, unit);
              }}
            >
              <span class="glyph">
                <Icon name={habit.glyph} />
              </span>
              <bdi class="serif">{habit.name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
