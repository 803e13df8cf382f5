/** The day sheet, loaded when first opened: Today draws without it. */
import { lazy } from "preact-iso";

export const DaySheet = lazy(async () => (await import(".")).DaySheet);
