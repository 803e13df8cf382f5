/** The words of all screens but Today, beside those that are there already. */
import later from "virtual:later-words";
import { addWords } from "./catalogue";

addWords(later);
