/** Keeps the browser's install question until a person wants to see it. */
import type { Device } from "../state/device";

/** Chromium's event; it is in no standard, and other browsers never send it. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

export function watchInstall({ install }: Pick<Device, "install">): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    const question = event as BeforeInstallPromptEvent;
    install.value = async () => {
      // The browser lets each question be asked once.
      install.value = null;
      await question.prompt();
    };
  });
  addEventListener("appinstalled", () => {
    install.value = null;
  });
}
