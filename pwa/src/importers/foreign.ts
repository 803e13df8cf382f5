/** The readers of other apps' files, which few people ever need: loaded with the first such file. */
export { readBeaver } from "./beaver";
export { readLoopCsv } from "./loop-csv";
export { readLoopDb } from "./loop-db";
export { appOfText } from "./recognise";
export { openZip } from "./zip";
