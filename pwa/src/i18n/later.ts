/** The words of all screens but Today, beside those that are there already. */
import { i18n } from "@lingui/core";
import later from "virtual:later-words";

i18n.load("en", later);
