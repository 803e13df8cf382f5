/**
 * Opening the lock as the device itself is opened: by a fingerprint, a face or its own code. The credential is
 * made and asked on this device alone; no server takes part (WebAuthn, with user verification required).
 */
import { failed, success, type Result } from "../../core/result";
import { ES256, isGenuine, RS256 } from "../../crypto/assertion";
import type { Passkey } from "../../model/lock";
import type { ActionContext } from "../context";
import type { LockFailure } from "./failures";
import { changeLock } from "./set-guard";

type LockResult = Result<null, LockFailure>;

const RANDOM_BYTES = 32;
const ALGORITHMS = [ES256, RS256];
const NO_PASSKEY: LockFailure = { type: "no-passkey" };

const mintRandom = () => crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));

/** Whether this device can recognise its person by itself. */
export async function canHavePasskey(): Promise<boolean> {
  if (!("PublicKeyCredential" in globalThis)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** `name`: what the device's own list of passkeys calls it. */
export async function addPasskey(context: ActionContext, name: string): Promise<LockResult> {
  const made = await makePasskey(name);
  if (made === null) return failed(NO_PASSKEY);
  const changed = await changeLock(context, { passkey: made });
  return changed.ok ? success(null) : changed;
}

/** It stays in the device's own list, from which nothing but its person can take it, and opens nothing. */
export async function removePasskey(context: ActionContext): Promise<LockResult> {
  const changed = await changeLock(context, { passkey: null });
  return changed.ok ? success(null) : changed;
}

async function makePasskey(name: string): Promise<Passkey | null> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: { name: "Kept" },
    user: { id: mintRandom(), name, displayName: name },
    // Whoever made the key is not asked to prove it, so that nothing has to be random here but its length.
    challenge: mintRandom(),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: {
      authenticatorAttachment: "platform",
      residentKey: "discouraged",
      userVerification: "required",
    },
    attestation: "none",
  };
  const made = await ask(() => navigator.credentials.create({ publicKey }));
  const answer = made?.response as AuthenticatorAttestationResponse | undefined;
  const key = answer?.getPublicKey() ?? null;
  if (made === null || answer === undefined || key === null) return null;
  return {
    id: new Uint8Array(made.rawId),
    publicKey: new Uint8Array(key),
    algorithm: answer.getPublicKeyAlgorithm(),
  };
}

/** Tries are not counted: the device counts its own. */
export async function tryPasskey({ openGuards }: ActionContext): Promise<LockResult> {
  const guards = await openGuards();
  const passkey = (await guards.read())?.lock?.passkey ?? null;
  if (passkey === null || !(await isRecognised(passkey))) return failed(NO_PASSKEY);
  return guards.forgetTries();
}

async function isRecognised(passkey: Passkey): Promise<boolean> {
  const challenge = mintRandom();
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge,
    allowCredentials: [{ type: "public-key", id: passkey.id, transports: ["internal"] }],
    userVerification: "required",
  };
  const given = await ask(() => navigator.credentials.get({ publicKey }));
  if (given === null) return false;
  const answer = given.response as AuthenticatorAssertionResponse;
  const assertion = {
    authenticatorData: new Uint8Array(answer.authenticatorData),
    clientDataJson: new Uint8Array(answer.clientDataJSON),
    signature: new Uint8Array(answer.signature),
  };
  const { origin, hostname } = location;
  return isGenuine(assertion, passkey, { challenge, origin, relyingParty: hostname });
}

/** Null where it was put away, timed out, or is not allowed here. */
async function ask(
  question: () => Promise<Credential | null>,
): Promise<PublicKeyCredential | null> {
  try {
    return (await question()) as PublicKeyCredential | null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
