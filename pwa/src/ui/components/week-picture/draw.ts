/** A week as a picture, drawn on this device: how much was kept and on which days, without a name or a word of anybody's. */
import type { LocalDate } from "../../../core/dates";

export const PICTURE_WIDTH = 1080;
export const PICTURE_HEIGHT = 1350;

export interface WeekPicture {
  readonly kept: string;
  readonly keptWords: string;
  readonly span: string;
  /** How many were kept on each day, oldest first, and the letters of the weekdays. */
  readonly days: readonly {
    readonly on: LocalDate;
    readonly count: number;
    readonly letter: string;
  }[];
  readonly isRightToLeft: boolean;
}

const MIDDLE = PICTURE_WIDTH / 2;
const FULL_TURN = 2 * Math.PI;

export function drawWeek(canvas: HTMLCanvasElement, week: WeekPicture): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  canvas.width = PICTURE_WIDTH;
  canvas.height = PICTURE_HEIGHT;
  const { paper, ink, quiet, sage, soft, serif, sans } = lookOf(canvas);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
  drawMark(pen, sage);
  pen.textAlign = "center";
  pen.fillStyle = ink;
  pen.font = `600 300px ${serif}`;
  pen.fillText(week.kept, MIDDLE, 660);
  pen.font = `400 58px ${serif}`;
  pen.fillText(week.keptWords, MIDDLE, 760);
  drawDays(pen, week, { sage, soft, quiet, sans });
  pen.fillStyle = quiet;
  pen.font = `400 38px ${sans}`;
  pen.fillText(week.span, MIDDLE, 1240);
}

/** Two people under one roof. */
function drawMark(pen: CanvasRenderingContext2D, sage: string): void {
  pen.strokeStyle = sage;
  pen.lineWidth = 16;
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(MIDDLE - 110, 262);
  pen.bezierCurveTo(MIDDLE - 70, 172, MIDDLE + 70, 172, MIDDLE + 110, 262);
  pen.stroke();
  pen.fillStyle = sage;
  for (const x of [MIDDLE - 44, MIDDLE + 44]) drawDot(pen, x, 302, 28);
}

interface Colours {
  readonly sage: string;
  readonly soft: string;
  readonly quiet: string;
  readonly sans: string;
}

const DAYS_AT = 960;
const DAY_STEP = 128;
const LARGEST = 46;

/** The more was kept on a day, the fuller its dot. */
function drawDays(pen: CanvasRenderingContext2D, week: WeekPicture, look: Colours): void {
  const most = week.days.reduce((largest, { count }) => Math.max(largest, count), 1);
  const days = week.isRightToLeft ? [...week.days].reverse() : week.days;
  pen.font = `400 32px ${look.sans}`;
  for (const [at, { count, letter }] of days.entries()) {
    const x = MIDDLE + (at - (days.length - 1) / 2) * DAY_STEP;
    pen.fillStyle = look.soft;
    drawDot(pen, x, DAYS_AT, LARGEST);
    pen.fillStyle = look.sage;
    if (count > 0) drawDot(pen, x, DAYS_AT, LARGEST * Math.sqrt(count / most));
    pen.fillStyle = look.quiet;
    pen.fillText(letter, x, DAYS_AT + 100);
  }
}

function drawDot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, FULL_TURN);
  pen.fill();
}

/** The colours and letters of the page as it stands, light or dark. */
function lookOf(canvas: HTMLCanvasElement) {
  const probe = document.createElement("span");
  canvas.parentElement?.append(probe);
  const resolve = (property: "color" | "fontFamily", token: string): string => {
    probe.style[property] = `var(--${token})`;
    return getComputedStyle(probe)[property];
  };
  const look = {
    paper: resolve("color", "paper"),
    ink: resolve("color", "ink"),
    quiet: resolve("color", "quiet"),
    sage: resolve("color", "sage"),
    soft: resolve("color", "sage-soft"),
    serif: resolve("fontFamily", "serif"),
    sans: resolve("fontFamily", "sans"),
  };
  probe.remove();
  return look;
}
