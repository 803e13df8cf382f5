/** The offers of a check-in, once Today is drawn. */
import { laterPart } from "../../later-part";

export const CheckInPlace = laterPart(async () => (await import(".")).CheckIns);
