/** One request of the sync; what the server says no to, in the words of the sync. */
import { request, type ApiFailure } from "../api/http";
import type { Send } from "./engine";
import type { SendFailure } from "./failures";
import { syncAnswer } from "./protocol";

export const send: Send = async (body) => {
  const result = await request("POST", "/api/sync", syncAnswer, {
    body,
    outlivesPage: true,
  });
  return result.ok ? result : { ok: false, failure: toSendFailure(result.failure) };
};

function toSendFailure(failure: ApiFailure): SendFailure {
  switch (failure.type) {
    case "offline":
    case "signed-out":
    case "too-many":
    case "intercepted":
      return failure;
    case "refused":
      return REFUSALS[failure.code] ?? { type: "fault" };
    case "step-up":
    case "server-fault":
    case "unreadable-answer":
      return { type: "fault" };
  }
}

const REFUSALS: Readonly<Record<string, SendFailure>> = {
  other_account: { type: "other-account" },
  update_needed: { type: "update-needed" },
  too_large: { type: "unreadable", code: "too_large" },
  bad_json: { type: "unreadable", code: "bad_json" },
};
