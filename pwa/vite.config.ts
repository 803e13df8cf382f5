import { defineConfig } from "vite";
import { catalogue } from "./tools/catalogue";
import { inline } from "./tools/inline";
import { messages } from "./tools/messages";
import { sprite } from "./tools/sprite";
import { readVersion } from "./tools/version";

// `make dev` runs the server beside; the names are those that the service worker leaves to it.
const server = `http://127.0.0.1:${process.env["PORT"] ?? "8000"}`;

/** What one person needs alone; the rest is accounts, sync, sharing, nudges and the app lock. */
const SCREENS =
  /\/src\/ui\/(?:components\/(?:check-ins|day-sheet)|screens\/(?!account|app-lock|link-device|lock|nudge|people|provider|sharing|together|you-account|info))/;

/** What is of no use without an account: saved for offline once there is one (src/sw/rarely-used.ts). */
const ONLINE =
  "ui/screens/(?:account|you-account|people|link-device|provider)/|actions/(?:people|passkeys|linking|keys)/" +
  "|actions/account/(?:sign-up|recover|reset-password|arrival|bring-in|delete-account|change-password|provider)" +
  "|api/(?:people|passkeys|links|provider)|ui/components/(?:new-key|recovery-key|provider-button|shown-code)/";
const OTHERS = new RegExp(`/src/(?!${ONLINE})|virtual:words`);

export default defineConfig({
  server: { port: 5173, strictPort: true, proxy: { "/api": server, "/healthz": server } },
  define: { APP_VERSION: JSON.stringify(readVersion()) },
  plugins: [messages(), catalogue(), sprite(), inline()],
  worker: {
    format: "es",
    rolldownOptions: {
      // The server knows the reader of files by this name; what is seldom needed is not precached by these.
      output: {
        entryFileNames: "assets/importer-[hash].js",
        chunkFileNames: ({ name }) =>
          `assets/${name === "foreign" ? "foreign" : "sqlite"}-[hash].js`,
        assetFileNames: "assets/sqlite-[hash][extname]",
      },
    },
  },
  build: {
    // The oldest that have all the app is made of (OKLCH, well-formed text, segments of text).
    target: ["chrome111", "firefox125", "safari16.4"],
    // The worker has every file: hints to fetch them early would only make the first load larger.
    modulePreload: false,
    // An asset inlined as data: would need a wider content policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What Today needs, what needs a server or another person, and the rest: small files compress
            // badly, and each is one more request.
            { name: "first", tags: ["$initial"] },
            { name: "screens", test: SCREENS },
            { name: "together", test: OTHERS },
            { name: "online", test: /\/src\// },
          ],
        },
      },
    },
  },
});
