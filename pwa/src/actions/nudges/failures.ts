import type { ApiFailure } from "../../api/http";
import type { StorageFailure } from "../../db/failures";
import type { PushRefusal } from "./port";

export type NudgeFailure = ApiFailure | StorageFailure | PushRefusal;
