import { defineConfig } from "vitest/config";
import { catalogue } from "./tools/catalogue";
import { messages } from "./tools/messages";

export default defineConfig({
  define: { APP_VERSION: JSON.stringify("test") },
  plugins: [messages(), catalogue()],
  // A slow machine is no failure: properties may take their time.
  test: {
    include: ["src/**/*.test.{ts,tsx}", "tools/**/*.test.ts"],
    environment: "node",
    testTimeout: 60_000,
  },
});
