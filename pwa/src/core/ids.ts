/**
 * Identities made on the device, without asking anybody.
 *
 * A fact's id is the replica that wrote it and a running number in base 36: compact
 * on the wire, and never issued twice because a replica is never resumed.
 */
import { FACT_ID, RECORD_ID } from "../contract/forms";
const REPLICA_BYTES = 8;

/** 64 random bits as 16 hex characters. Works on plain http too, where randomUUID does not exist. */
export function mintReplica(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(REPLICA_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export type MintFactId = () => string;

/** Numbers facts 0, 1, 2 … under the replica that `replica()` names at that moment. */
export function createFactIds(replica: () => string): MintFactId {
  const nextByReplica = new Map<string, number>();
  return () => {
    const current = replica();
    const next = nextByReplica.get(current) ?? 0;
    nextByReplica.set(current, next + 1);
    return current + next.toString(36);
  };
}

export const isFactId = (text: string): boolean => FACT_ID.test(text);

/** A record's id: two replicas' worth of randomness, 32 hex characters. */
export const mintRecordId = (): string => mintReplica() + mintReplica();

export const isRecordId = (text: string): boolean => RECORD_ID.test(text);
