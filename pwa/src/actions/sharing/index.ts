/** All that concerns showing something to somebody, bound to this device; loaded when it is first asked for. */
import { bind } from "../bind";
import type { ActionContext } from "../context";
import { appreciate, mutePartner } from "./appreciate";
import { endPair, readBlocks, stopAll, unblock } from "./end";
import {
  acceptInvite,
  cancelInvite,
  confirmPartner,
  createInvite,
  lookAt,
  tokenOf,
} from "./invite";
import { markNewsSeen, readNews } from "./news";
import { readSharing, readTogether } from "./read";
import { renamePartner } from "./rename-partner";
import {
  chooseShare,
  joinTogether,
  leaveTogether,
  offerTogether,
  pauseShare,
  previewShare,
  renewShare,
  stopShare,
} from "./show";

export function createSharingActions(context: ActionContext) {
  return {
    lookAt,
    tokenOf,
    createInvite: bind(context, createInvite),
    cancelInvite: bind(context, cancelInvite),
    acceptInvite: bind(context, acceptInvite),
    confirmPartner: bind(context, confirmPartner),
    readTogether: bind(context, readTogether),
    readSharing: bind(context, readSharing),
    readNews: bind(context, readNews),
    markNewsSeen: bind(context, markNewsSeen),
    previewShare: bind(context, previewShare),
    chooseShare: bind(context, chooseShare),
    stopShare: bind(context, stopShare),
    pauseShare: bind(context, pauseShare),
    renewShare: bind(context, renewShare),
    offerTogether: bind(context, offerTogether),
    joinTogether: bind(context, joinTogether),
    leaveTogether: bind(context, leaveTogether),
    endPair: bind(context, endPair),
    stopAll: bind(context, stopAll),
    readBlocks: bind(context, readBlocks),
    unblock: bind(context, unblock),
    appreciate: bind(context, appreciate),
    mutePartner: bind(context, mutePartner),
    renamePartner: bind(context, renamePartner),
    /** Tells whenever what is shown may have changed; gives the way to stop it. */
    watch: (onChange: () => void) => context.changes.subscribe(onChange),
  };
}

export type SharingActions = ReturnType<typeof createSharingActions>;
