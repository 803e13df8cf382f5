import { defineConfig } from "vitest/config";
import { catalogue } from "./tools/catalogue";
import { messages } from "./tools/messages";

export default defineConfig({
  define: { APP_VERSION: JSON.stringify("test") },
  plugins: [messages(), catalogue()],
  // A slow machine is no failure: tests and their hooks may take their time.
  test: {
    include: ["src/**/*.test.{ts,tsx}", "tools/**/*.test.ts"],
    environment: "node",
    setupFiles: ["src/testing/seed.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 60_000,
  },
});
