/** What happened to the storage of this device, what is safe, and what to do. */
import type { CommitFailure } from "../../actions/context";
import { t } from "../../i18n";

export const storageFailureWords = ({ type }: CommitFailure): string => t(`fault.${type}`);
