/** What stands at the head of the page when something is not as it should be, once the page is drawn. */
import { laterPart } from "../../later-part";

export const NoticesPlace = laterPart(async () => (await import(".")).Notices);
