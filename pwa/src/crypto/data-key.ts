/**
 * The data key, which seals all words of an account: minted once, wrapped for the server by what a
 * person knows, and for the disk by a key of the device. Its bytes are in the hands of a script only
 * within a ceremony (sign-up, sign-in, a new wrap).
 */
import { fromBase64url, toBase64url } from "../core/base64url";
import { mintReplica } from "../core/ids";
import { failed, success, type Result } from "../core/result";
import { hkdf, SECRET_BYTES, type Secret } from "./derive";
import { keyIdOf, seal, unseal, type Place, type SealFailure, type SealingKey } from "./seal";

/** The key in the open. */
export interface DataKey {
  /** 16 hex characters. */
  readonly id: string;
  readonly bytes: Secret;
}

/** Whether this can be a data key. */
export const isDataKey = (key: {
  readonly id: string;
  readonly bytes: Secret | null;
}): key is DataKey => key.bytes?.length === SECRET_BYTES;

/** For a ceremony alone, whose script has the bytes: encrypts and opens. */
export const asSealingKey = async ({ id, bytes }: DataKey): Promise<SealingKey> => ({
  id,
  key: await crypto.subtle.importKey("raw", bytes, AES, false, SEALING),
});

/** The data key as it lies on the disk. */
export interface DeviceWrap {
  readonly id: string;
  /** AES-GCM, not extractable: may only wrap and unwrap. */
  readonly deviceKey: CryptoKey;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly wrapped: ArrayBuffer;
}

export type Wrapper = "password" | "recovery" | "passkey" | "link";

const AES = { name: "AES-GCM", length: 8 * SECRET_BYTES } as const;
const NONCE_BYTES = 12;
const IMPORTS_INFO = "kept/import-ids/v1";
const SEALING: KeyUsage[] = ["encrypt", "decrypt"];

export const mintDataKey = (): DataKey => ({
  id: mintReplica(),
  bytes: crypto.getRandomValues(new Uint8Array(SECRET_BYTES)),
});

/** The wrap that the server keeps. */
export const wrapDataKey = (
  wrappingKey: CryptoKey,
  account: string,
  wrapper: Wrapper,
  { id, bytes }: DataKey,
): Promise<string> => seal({ id, key: wrappingKey }, placeOf(account, wrapper), toBase64url(bytes));

/** The data key out of a wrap of the server. */
export async function unwrapDataKey(
  wrappingKey: CryptoKey,
  account: string,
  wrapper: Wrapper,
  wrap: string,
): Promise<Result<DataKey, SealFailure>> {
  const id = keyIdOf(wrap);
  const opened = await unseal({ id, key: wrappingKey }, placeOf(account, wrapper), wrap);
  if (!opened.ok) return opened;
  const bytes = typeof opened.value === "string" ? fromBase64url(opened.value) : null;
  const dataKey = { id, bytes };
  return isDataKey(dataKey) ? success(dataKey) : failed({ type: "broken-seal" });
}

/** Wrap it for this device's disk, by a device key of its own. */
export async function wrapForDevice({ id, bytes }: DataKey): Promise<DeviceWrap> {
  const deviceKey = await crypto.subtle.generateKey(AES, false, ["wrapKey", "unwrapKey"]);
  const dataKey = await crypto.subtle.importKey("raw", bytes, AES, true, SEALING);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const wrapped = await crypto.subtle.wrapKey("raw", dataKey, deviceKey, {
    name: AES.name,
    iv: nonce,
  });
  return { id, deviceKey, nonce, wrapped };
}

/** For daily use: seals and opens, and cannot be read out. */
export const openForSealing = async (wrap: DeviceWrap): Promise<SealingKey> => ({
  id: wrap.id,
  key: await unwrapFromDevice(wrap, false),
});

/** For a ceremony alone: the bytes themselves. */
export async function openForCeremony(wrap: DeviceWrap): Promise<DataKey> {
  const key = await unwrapFromDevice(wrap, true);
  return { id: wrap.id, bytes: new Uint8Array(await crypto.subtle.exportKey("raw", key)) };
}

/** The secret by which imported ids are keyed: the same on every device of the account. */
export async function deriveImportSecret(wrap: DeviceWrap): Promise<Secret> {
  const { deviceKey, nonce, wrapped } = wrap;
  const cipher = { name: AES.name, iv: nonce };
  const uses: KeyUsage[] = ["deriveBits"];
  // As a key that only derives: its own bytes stay out of a script's hands.
  const key = await crypto.subtle.unwrapKey("raw", wrapped, deviceKey, cipher, "HKDF", false, uses);
  const bits = await crypto.subtle.deriveBits(hkdf(IMPORTS_INFO), key, 8 * SECRET_BYTES);
  return new Uint8Array(bits);
}

const unwrapFromDevice = (
  { deviceKey, nonce, wrapped }: DeviceWrap,
  isExtractable: boolean,
): Promise<CryptoKey> =>
  crypto.subtle.unwrapKey(
    "raw",
    wrapped,
    deviceKey,
    { name: AES.name, iv: nonce },
    AES,
    isExtractable,
    SEALING,
  );

const placeOf = (account: string, wrapper: Wrapper): Place => ({
  account,
  type: "wrap",
  id: wrapper,
  field: "data_key",
});
