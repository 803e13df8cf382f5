/** What src/early.ts leaves for db/device.ts. */
interface EarlyPage {
  /** The rows of the device; taken once, and missing where there is no page. */
  keptDevice?: Promise<readonly unknown[]> | undefined;
}

/** What vite says of the build; false in what is served. */
interface ImportMetaEnv {
  DEV: boolean;
}
interface ImportMeta {
  readonly env: ImportMetaEnv;
}
