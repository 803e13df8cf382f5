/** A picture of a week, seen before it goes anywhere, and made by nobody but the person. */
import { useEffect, useRef, useState } from "preact/hooks";
import { addDays, type LocalDate } from "../../../core/dates";
import { t } from "../../../i18n";
import { formatDate, formatNumber } from "../../../i18n/format";
import { weekUpTo } from "../../../state/week";
import { useApp } from "../../app";
import { download } from "../../download";
import { usePromises } from "../../use-promises";
import { Icon } from "../icon/icon";
import { Sheet } from "../sheet/sheet";
import { drawWeek, PICTURE_HEIGHT, PICTURE_WIDTH, type WeekPicture } from "./draw";
import "./style.css";

const TYPE = "image/png";

export function MakePicture({ on }: { readonly on: LocalDate }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="button wide"
        aria-haspopup="dialog"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Icon name="share" />
        {t("picture.make")}
      </button>
      {isOpen && (
        <PictureSheet
          on={on}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

interface Props {
  readonly on: LocalDate;
  readonly onClose: () => void;
}

function PictureSheet({ on, onClose }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = usePicture(on);
  useEffect(() => {
    if (canvas.current !== null) drawWeek(canvas.current, picture);
  }, [picture]);
  const name = `kept-${on}.png`;
  const save = async (): Promise<void> => {
    const file = await fileOf(canvas.current, name);
    if (file !== null) download(name, file, TYPE);
  };
  const share = async (): Promise<void> => {
    const file = await fileOf(canvas.current, name);
    // Closing the phone's own sheet is an answer too.
    if (file !== null) await navigator.share({ files: [file] }).catch(() => undefined);
  };
  const words = `${picture.kept} ${picture.keptWords}, ${picture.span}`;
  return (
    <Sheet title={t("picture.title")} onClose={onClose}>
      <canvas
        ref={canvas}
        class="week-picture"
        width={PICTURE_WIDTH}
        height={PICTURE_HEIGHT}
        role="img"
        aria-label={words}
      />
      <p class="quiet small">{t("picture.about")}</p>
      <div class="buttons">
        {canShareFiles() && (
          <button type="button" class="button" onClick={() => void share()}>
            <Icon name="share" />
            {t("picture.share")}
          </button>
        )}
        <button type="button" class="button primary" onClick={() => void save()}>
          <Icon name="download" />
          {t("picture.save")}
        </button>
      </div>
    </Sheet>
  );
}

function usePicture(on: LocalDate): WeekPicture {
  const { calendar, journal } = useApp().state;
  const looked = { on, today: calendar.today.value };
  const { kept, keptByDay } = weekUpTo(journal, usePromises().all.value, looked);
  const days = keptByDay.map((count, at) => {
    const day = addDays(on, at - 6);
    return { on: day, count, letter: formatDate(day, "weekdayNarrow") };
  });
  return {
    kept: formatNumber(kept),
    keptWords: t("moment.week_kept", { count: kept }),
    span: t("pause.span", {
      from: formatDate(addDays(on, -6), "short"),
      to: formatDate(on, "medium"),
    }),
    days,
    isRightToLeft: document.documentElement.dir === "rtl",
  };
}

const canShareFiles = (): boolean =>
  // Not every browser has it, whatever the types say.
  (navigator as Partial<Navigator>).canShare?.({
    files: [new File([], "kept.png", { type: TYPE })],
  }) === true;

const fileOf = (canvas: HTMLCanvasElement | null, name: string): Promise<File | null> =>
  new Promise((resolve) => {
    if (canvas === null) {
      resolve(null);
      return;
    }
    canvas.toBlob((blob) => {
      resolve(blob === null ? null : new File([blob], name, { type: TYPE }));
    }, TYPE);
  });
