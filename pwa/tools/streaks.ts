/**
 * Histories in, results out, one JSON text a line: npm run --silent streaks < histories
 *
 * A line is a history, with a `checkpoint` beside its fields where the entries before it are left
 * out. A line that holds none is answered with {"error": reason}. The server's twin: kept streaks.
 */
import { checkpointFromJson, historyFromJson, resultToJson } from "../src/model/history-json";
import { evaluate } from "../src/model/streaks";

function answer(line: string): object {
  const { checkpoint = null, ...fields } = JSON.parse(line) as { readonly checkpoint?: unknown };
  const history = historyFromJson(fields);
  if (!history.ok) return refusal(history.failure);
  if (checkpoint === null) return resultToJson(evaluate(history.value));
  const start = checkpointFromJson(checkpoint);
  if (!start.ok) return refusal(start.failure);
  return resultToJson(evaluate(history.value, start.value));
}

const refusal = ({ where, why }: { readonly where: string; readonly why: string }) => ({
  error: `${where}: ${why}`,
});

function print(line: string): void {
  process.stdout.write(`${JSON.stringify(answerOrRefuse(line))}\n`);
}

function answerOrRefuse(line: string): object {
  try {
    return answer(line);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { error: "is not JSON" };
    throw error;
  }
}

// Split by hand: readline also ends a line at U+2028, which a JSON text may hold.
let rest = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin as AsyncIterable<string>) {
  const lines = `${rest}${chunk}`.split("\n");
  rest = lines.pop() ?? "";
  for (const line of lines) print(line);
}
if (rest !== "") print(rest);
