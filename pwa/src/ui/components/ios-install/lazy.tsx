/** Loaded where there is an iPhone to show it on. */
import { laterPart } from "../../later-part";

export const IosInstall = laterPart(async () => (await import(".")).IosInstall);
