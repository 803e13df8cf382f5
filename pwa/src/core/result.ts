/** Expected failures are values: a caller must look before it takes. Exceptions are for bugs only. */
export type Result<Value, Failure extends { readonly type: string }> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export const success = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const failed = <Failure extends { readonly type: string }>(
  failure: Failure,
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });
