/** The card with news of a partner: loaded only where there are any. */
import { laterPart } from "../../later-part";

export const NewsCard = laterPart(async () => (await import(".")).NewsCard);
