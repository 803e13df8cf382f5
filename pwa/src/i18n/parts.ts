/**
 * Which words the first screen is loaded with. The others come with the first screen that needs them,
 * so that Today loads no more for what can be done elsewhere.
 */
const FIRST = [
  "app.",
  "dots.",
  "fault.",
  "first.",
  "nav.",
  "plan.",
  "streak.",
  "tick.",
  "today.",
] as const;

export const isFirst = (key: string): boolean => FIRST.some((area) => key.startsWith(area));
