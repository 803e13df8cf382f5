/** One run at a time, whichever page or worker of the device it is in. */

export const syncLock = (account: string): string => `kept-sync-${account}`;

/** False when another page or the worker holds the lock. */
export async function withLock(name: string, run: () => Promise<void>): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks !== undefined) {
    return locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await run();
      return lock !== null;
    });
  }
  await run();
  return true;
}
