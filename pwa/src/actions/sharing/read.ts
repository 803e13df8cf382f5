/** What the screens of sharing are drawn from: labels opened, and what waits for a network taken as done. */
import type { ApiFailure } from "../../api/http";
import { getSharing } from "../../api/sharing";
import { success, type Result } from "../../core/result";
import { inviteCode, openLabel, derivePairKey, type Labelled } from "../../crypto/invite";
import type { SealingKey } from "../../crypto/seal";
import { readUnanswered } from "../../db/commands";
import type { StorageFailure } from "../../db/failures";
import type { WaitingCommand } from "../../db/schema";
import { readMySharing, readView, writeMySharing } from "../../db/shared-view";
import type {
  Appreciation,
  MyShare,
  MySharing,
  PartnerView,
  Person,
  SharedItem,
  TogetherLink,
} from "../../model/sharing";
import { withSessionCheck } from "../account/session-lost";
import type { ActionContext } from "../context";
import { readableLabel } from "./label";
import { ownAccount, readPairs, type Pair } from "./pairs";

/** A label that does not open is null: the screen says so in its place. */
export type Opened<Thing> = Thing extends unknown
  ? Omit<Thing, "label"> & { readonly label: string | null }
  : never;

export interface Partner {
  readonly pair: string;
  /** What this person calls the other. */
  readonly name: string;
  readonly isWaiting: boolean;
  readonly items: readonly Opened<SharedItem>[];
  readonly together: readonly Opened<TogetherLink>[];
  readonly appreciations: readonly Appreciation[];
}

export interface TogetherView {
  readonly partners: readonly Partner[];
  /** Who has accepted an invitation and waits to be confirmed. */
  readonly accepted: readonly { readonly pair: string; readonly partner: Person }[];
}

export async function readTogether(
  context: ActionContext,
): Promise<Result<TogetherView, StorageFailure>> {
  const [view, pairs] = await Promise.all([
    readView(context.database, context.now()),
    readPairs(context),
  ]);
  if (!view.ok) return view;
  if (!pairs.ok) return pairs;
  const account = await ownAccount(context);
  const me = account.ok ? account.value : "";
  const views = (view.value?.partners ?? []).filter(({ pair }) => pairs.value.has(pair));
  const seen = new Set(views.map(({ pair }) => pair));
  const unseen = [...pairs.value.values()].filter(
    ({ pair, label }) => label !== "" && !seen.has(pair),
  );
  const opened = await Promise.all(
    views.map((partner) => openPartner(partner, pairs.value.get(partner.pair), me)),
  );
  return success({
    accepted: view.value?.accepted ?? [],
    partners: [...opened, ...unseen.map(withoutView)],
  });
}

async function openPartner(
  { pair, partner, state, items, together, appreciations }: PartnerView,
  own: Pair | undefined,
  me: string,
): Promise<Partner> {
  const open = opener(await keyOf(own));
  const { account } = partner;
  return {
    pair,
    name: nameOf(own, partner),
    isWaiting: state === "waiting",
    items: await Promise.all(items.map((item) => open(account, "share", item.share, item))),
    together: await Promise.all(
      together.map((link) => open(link.is_mine ? me : account, "together", link.together, link)),
    ),
    appreciations,
  };
}

/** Known, but no answer has told of them lately: nothing is shown, as of who shows nothing. */
const withoutView = ({ pair, label }: Pair): Partner => ({
  pair,
  name: label,
  isWaiting: false,
  items: [],
  together: [],
  appreciations: [],
});

const nameOf = (pair: Pair | undefined, partner: Person): string =>
  pair === undefined || pair.label === "" ? partner.username : pair.label;

const keyOf = async (pair: Pair | undefined): Promise<SealingKey | null> =>
  pair === undefined || pair.secret === null ? null : derivePairKey(pair.secret);

const opener =
  (key: SealingKey | null) =>
  async <Thing extends { readonly label: string }>(
    account: string,
    type: Labelled,
    id: string,
    thing: Thing,
  ): Promise<Opened<Thing>> => {
    const opened = key === null ? null : await openLabel(key, account, type, id, thing.label);
    const label = opened === null ? null : readableLabel(opened);
    // The compiler does not look into a type that depends on a parameter.
    return { ...thing, label } as unknown as Opened<Thing>;
  };

export interface ShownThing extends Omit<MyShare, "item"> {
  readonly item: Opened<SharedItem> | null;
}

export interface ShownTo {
  readonly pair: string;
  readonly partner: Person;
  readonly name: string;
  readonly isWaiting: boolean;
  readonly isMuted: boolean;
  readonly leftToday: number;
  readonly shares: readonly ShownThing[];
}

export interface OpenInvite {
  readonly pair: string;
  /** Null while the words are locked on this device. */
  readonly code: string | null;
  readonly expiresAt: string;
  readonly acceptedBy: Person | null;
}

export interface Sharing {
  readonly invites: readonly OpenInvite[];
  readonly shownTo: readonly ShownTo[];
  /** False: the server did not answer, and this is what was last known. */
  readonly isFresh: boolean;
  /** Something was changed that takes effect with the next answer. */
  readonly isWaiting: boolean;
}

/** Everything that is visible to anyone; null when nothing was ever known on this device. */
export async function readSharing(
  context: ActionContext,
): Promise<Result<Sharing, ApiFailure | StorageFailure>> {
  // Who has no account shows nothing to anybody, so there is nothing to ask.
  if (!(await ownAccount(context)).ok) return success(NOTHING);
  const answer = await withSessionCheck(context, getSharing());
  if (answer.ok) await writeMySharing(context.database, answer.value);
  const known = await readMySharing(context.database);
  if (!known.ok) return known;
  if (known.value === null) return answer.ok ? success(NOTHING) : answer;
  const unanswered = await readUnanswered(context.database);
  if (!unanswered.ok) return unanswered;
  const commands = unanswered.value.map(({ command }) => command);
  const now = commands.reduce(applyCommand, known.value);
  const opened = await openSharing(context, now);
  if (!opened.ok) return opened;
  return success({ ...opened.value, isFresh: answer.ok, isWaiting: commands.length > 0 });
}

const NOTHING: Sharing = { invites: [], shownTo: [], isFresh: true, isWaiting: false };

async function openSharing(
  context: ActionContext,
  { invites, pairs: shown }: MySharing,
): Promise<Result<Pick<Sharing, "invites" | "shownTo">, StorageFailure>> {
  const pairs = await readPairs(context);
  if (!pairs.ok) return pairs;
  const account = await ownAccount(context);
  const me = account.ok ? account.value : "";
  return success({
    invites: invites.map(({ pair, expires_at: expiresAt, accepted_by: acceptedBy }) => {
      const secret = pairs.value.get(pair)?.secret ?? null;
      return { pair, expiresAt, acceptedBy, code: secret === null ? null : inviteCode(secret) };
    }),
    shownTo: await Promise.all(
      shown.map(async (to) => {
        const own = pairs.value.get(to.pair);
        const open = opener(await keyOf(own));
        const shares = to.shares.map(async (share) => ({
          ...share,
          item: share.item && (await open(me, "share", share.share, share.item)),
        }));
        return {
          pair: to.pair,
          partner: to.partner,
          name: nameOf(own, to.partner),
          isWaiting: to.state === "waiting",
          isMuted: to.is_muted,
          leftToday: to.left_today,
          shares: await Promise.all(shares),
        };
      }),
    ),
  });
}

/** What a command that waits for a network will have changed. */
function applyCommand(sharing: MySharing, command: WaitingCommand): MySharing {
  const eachShare = (change: (share: MyShare) => MyShare | null): MySharing => ({
    ...sharing,
    pairs: sharing.pairs.map((pair) => ({
      ...pair,
      shares: pair.shares.map(change).filter((share) => share !== null),
    })),
  });
  switch (command.type) {
    case "stop":
      return eachShare((share) => (share.share === command.share ? null : share));
    case "pause":
      return eachShare((share) =>
        share.share === command.share ? { ...share, is_paused: true } : share,
      );
    case "stop-all":
      return { ...eachShare(() => null), invites: [] };
    case "end":
      return { ...sharing, pairs: sharing.pairs.filter(({ pair }) => pair !== command.pair) };
    case "cancel":
      return { ...sharing, invites: sharing.invites.filter(({ pair }) => pair !== command.pair) };
    case "mute":
      return {
        ...sharing,
        pairs: sharing.pairs.map((pair) =>
          pair.pair === command.pair ? { ...pair, is_muted: command.is_muted } : pair,
        ),
      };
    // The server alone knows what comes of these.
    case "accept":
    case "leave":
      return sharing;
  }
}
