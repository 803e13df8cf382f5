// Made from contract/commands.toml by `make contract`: change it there.
/** What a device asks of the server about sharing. */
export type Command =
  | {
      readonly type: "invite";
      readonly token: string;
    }
  | {
      readonly type: "cancel";
      readonly pair: string;
    }
  | {
      readonly type: "accept";
      readonly token: string;
    }
  | {
      readonly type: "confirm";
      readonly pair: string;
    }
  | {
      readonly type: "choose";
      readonly pair: string;
      readonly share: string;
      readonly kind: "habit" | "promise";
      readonly subject: string;
      readonly level: "total" | "streak" | "live" | null;
      readonly label: string;
      readonly include_before: boolean;
    }
  | {
      readonly type: "pause";
      readonly share: string;
    }
  | {
      readonly type: "resume";
      readonly share: string;
    }
  | {
      readonly type: "stop";
      readonly share: string;
    }
  | {
      readonly type: "renew";
      readonly share: string;
    }
  | {
      readonly type: "end";
      readonly pair: string;
      readonly is_block: boolean;
    }
  | {
      readonly type: "stop-all";
    }
  | {
      readonly type: "unblock";
      readonly account: string;
    }
  | {
      readonly type: "appreciate";
      readonly pair: string;
      readonly gesture: "thank_you" | "i_noticed" | "well_done" | "with_you" | "smile";
    }
  | {
      readonly type: "mute";
      readonly pair: string;
      readonly is_muted: boolean;
    }
  | {
      readonly type: "together";
      readonly pair: string;
      readonly habit: string;
      readonly label: string;
      readonly unit: "day" | "week";
    }
  | {
      readonly type: "join";
      readonly pair: string;
      readonly together: string;
      readonly habit: string;
    }
  | {
      readonly type: "leave";
      readonly together: string;
    };

export type CommandType = Command["type"];

/** Below /api/sharing/. */
export const COMMAND_PATHS = {
  "invite": "invites",
  "cancel": "invites/cancel",
  "accept": "accept",
  "confirm": "confirm",
  "choose": "choose",
  "pause": "pause",
  "resume": "resume",
  "stop": "stop",
  "renew": "renew",
  "end": "end",
  "stop-all": "stop-all",
  "unblock": "unblock",
  "appreciate": "appreciate",
  "mute": "mute",
  "together": "together",
  "join": "together/join",
  "leave": "together/leave",
} as const satisfies Readonly<Record<CommandType, string>>;

/** Those that wait on the device until they are answered, by who sends them again. */
export type SentBySync = Extract<Command, { type: "cancel" | "pause" | "stop" | "end" | "stop-all" | "mute" | "leave" }>;
export type SentByPerson = Extract<Command, { type: "accept" }>;

/** By command, what is sent where nobody knows whether it was done. */
export interface Opposites { readonly invite: "cancel"; readonly choose: "stop"; readonly resume: "pause"; readonly together: "leave"; readonly join: "leave"; }
