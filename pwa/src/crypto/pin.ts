/** The PIN of the app lock, kept only as what it is stretched to: like a password, and for nothing else. */
import type { PinProof } from "../model/lock";
import { deriveProof, type Secret } from "./derive";
import { mintKdf, stretch, type Kdf } from "./password";

const INFO = "kept/lock/v1";

export async function provePin(pin: string, kdf: Kdf = mintKdf()): Promise<PinProof> {
  return { ...kdf, proof: await deriveProof(await stretch(pin, kdf), INFO) };
}

export async function isPin(pin: string, known: PinProof): Promise<boolean> {
  const { proof } = await provePin(pin, known);
  return areEqual(proof, known.proof);
}

/** Looks at every byte, wherever the first difference is. */
const areEqual = (left: Secret, right: Secret): boolean =>
  left.length === right.length &&
  left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
