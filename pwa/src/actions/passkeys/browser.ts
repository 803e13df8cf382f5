/**
 * The browser's side of passkeys (WebAuthn Level 3), and the secret that some of them give (PRF).
 *
 * The secret never leaves the device: what is sent is built from named members, and not by `toJSON()`, whose
 * extension results hold it in clear.
 */
import * as v from "valibot";
import type { Assertion, NewCredential } from "../../api/passkeys";
import { fromBase64url, toBase64url } from "../../core/base64url";
import { failed, success, type Result } from "../../core/result";
import { SECRET_BYTES, type Secret } from "../../crypto/derive";
import type { PasskeyFailure } from "./failures";

/** A new passkey; `prf` is null where it gave no secret, `mayGive` says that it can when it is asked again. */
export interface Created {
  readonly credential: NewCredential;
  readonly rawId: BufferSource;
  readonly prf: Secret | null;
  readonly mayGive: boolean;
}

/** What a passkey answered, and the secret that it gave or null. */
export interface Given {
  readonly assertion: Assertion;
  readonly prf: Secret | null;
}

/** Where the browser offers passkeys among the names that it knows, until the signal ends that. */
export interface Quietly {
  readonly signal: AbortSignal;
}

/** The same for everybody, for a sign-in asks before it knows who it is; browsers hash it with a prefix. */
const PRF_INPUT = new TextEncoder().encode("kept/prf/v1");
const CHALLENGE_BYTES = 32;
const IP_ADDRESS = /^(\d+\.){3}\d+$|^\[/;

const bytes = v.pipe(v.string(), v.transform(fromBase64url), v.instance(Uint8Array<ArrayBuffer>));
const descriptors = v.array(
  v.object({
    id: bytes,
    type: v.literal("public-key"),
    transports: v.optional(v.array(v.string() as v.GenericSchema<AuthenticatorTransport>), []),
  }),
);
const creationSchema = v.object({
  challenge: bytes,
  rp: v.object({ id: v.string(), name: v.string() }),
  user: v.object({ id: bytes, name: v.string(), displayName: v.string() }),
  pubKeyCredParams: v.array(v.object({ type: v.literal("public-key"), alg: v.number() })),
  timeout: v.number(),
  excludeCredentials: descriptors,
  authenticatorSelection: v.object({
    residentKey: v.literal("required"),
    requireResidentKey: v.literal(true),
    userVerification: v.literal("required"),
  }),
});
const requestSchema = v.object({
  challenge: bytes,
  rpId: v.string(),
  timeout: v.number(),
  allowCredentials: descriptors,
  userVerification: v.literal("required"),
});

/** Whether passkeys can be had at this address in this browser; a host without a name has none. */
export const canUsePasskeys = (): boolean =>
  isSecureContext && "PublicKeyCredential" in globalThis && !IP_ADDRESS.test(location.hostname);

/** Whether this device itself recognises its person, so that a passkey is the shortest way. */
export async function prefersPasskeys(): Promise<boolean> {
  if (!canUsePasskeys()) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** Whether the browser can offer them among its names. */
export async function canAskQuietly(): Promise<boolean> {
  if (!canUsePasskeys() || !("isConditionalMediationAvailable" in PublicKeyCredential))
    return false;
  return PublicKeyCredential.isConditionalMediationAvailable().catch(() => false);
}

/** Make a passkey by the server's options. */
export async function createPasskey(options: unknown): Promise<Result<Created, PasskeyFailure>> {
  const read = v.safeParse(creationSchema, options);
  if (!read.success) return failed({ type: "passkey-unsupported" });
  const publicKey = { ...read.output, extensions: withPrf() };
  const made = await ask(() => navigator.credentials.create({ publicKey }));
  if (!made.ok) return made;
  const response = made.value.response as AuthenticatorAttestationResponse;
  const { prf } = made.value.getClientExtensionResults();
  return success({
    credential: {
      id: made.value.id,
      client_data: toText(response.clientDataJSON),
      attestation: toText(response.attestationObject),
      transports: "getTransports" in response ? response.getTransports() : [],
    },
    rawId: made.value.rawId,
    prf: toSecret(prf?.results?.first),
    mayGive: prf?.enabled === true,
  });
}

/** Ask the new passkey once more, for the secret alone; many give it only then. Null where it gives none. */
export async function readPrf(rawId: BufferSource): Promise<Result<Secret | null, PasskeyFailure>> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    // Nobody is told the answer, so nothing has to be unguessable but its length.
    challenge: crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES)),
    allowCredentials: [{ type: "public-key", id: rawId }],
    userVerification: "required",
    extensions: withPrf(),
  };
  const given = await ask(() => navigator.credentials.get({ publicKey }));
  return given.ok ? success(secretOf(given.value)) : given;
}

/** Ask for a passkey by the server's options. */
export async function usePasskey(
  options: unknown,
  quietly?: Quietly,
): Promise<Result<Given, PasskeyFailure>> {
  const read = v.safeParse(requestSchema, options);
  if (!read.success) return failed({ type: "passkey-unsupported" });
  const publicKey = { ...read.output, extensions: withPrf() };
  const given = await ask(() =>
    navigator.credentials.get({
      publicKey,
      ...(quietly === undefined ? {} : { mediation: "conditional", signal: quietly.signal }),
    }),
  );
  if (!given.ok) return given;
  const response = given.value.response as AuthenticatorAssertionResponse;
  return success({
    assertion: {
      id: given.value.id,
      client_data: toText(response.clientDataJSON),
      authenticator_data: toText(response.authenticatorData),
      signature: toText(response.signature),
      user_handle: response.userHandle === null ? null : toText(response.userHandle),
    },
    prf: secretOf(given.value),
  });
}

/** Let the browser forget a passkey that the server does not know, where it takes such hints (Signal API). */
export async function forgetPasskey(credentialId: string): Promise<void> {
  if (!canUsePasskeys() || !("signalUnknownCredential" in PublicKeyCredential)) return;
  try {
    const hint = { rpId: location.hostname, credentialId };
    await PublicKeyCredential.signalUnknownCredential(hint);
  } catch {
    // A hint, no more: the passkey stays in the browser's list and opens nothing.
  }
}

const withPrf = (): AuthenticationExtensionsClientInputs => ({
  prf: { eval: { first: PRF_INPUT } },
});

const secretOf = (credential: PublicKeyCredential): Secret | null =>
  toSecret(credential.getClientExtensionResults().prf?.results?.first);

function toSecret(value: BufferSource | undefined): Secret | null {
  if (value === undefined) return null;
  const given = new Uint8Array(value instanceof ArrayBuffer ? value.slice(0) : copyOf(value));
  return given.length === SECRET_BYTES ? given : null;
}

const copyOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer =>
  new Uint8Array(buffer, byteOffset, byteLength).slice().buffer;

const toText = (buffer: ArrayBuffer): string => toBase64url(new Uint8Array(buffer));

async function ask(
  question: () => Promise<Credential | null>,
): Promise<Result<PublicKeyCredential, PasskeyFailure>> {
  if (!canUsePasskeys()) return failed({ type: "passkey-unsupported" });
  try {
    const given = (await question()) as PublicKeyCredential | null;
    return given === null ? failed({ type: "passkey-cancelled" }) : success(given);
  } catch (error) {
    if (error instanceof DOMException)
      return failed({ type: FAILURES[error.name] ?? "passkey-cancelled" });
    throw error;
  }
}

const FAILURES: Readonly<Record<string, PasskeyFailure["type"]>> = {
  InvalidStateError: "passkey-exists",
  SecurityError: "passkey-unsupported",
  NotSupportedError: "passkey-unsupported",
};
