/** What src/early.ts leaves for db/device.ts. */
interface EarlyPage {
  /** The rows of the device; taken once, and missing where there is no page. */
  keptDevice?: Promise<readonly unknown[]> | undefined;
}
