import { expect, it } from "vitest";
import { createBench } from "../../testing/bench";
import { createTestPush } from "../../testing/push";
import { setPin } from "./set-pin";

const PIN = "271828";

function createDevice() {
  const push = createTestPush();
  const context = { ...createBench("set-pin").context, openPush: () => Promise.resolve(push) };
  const show = (): (() => boolean) => {
    let isShown = true;
    const close = (): void => {
      isShown = false;
    };
    push.notifications = [{ data: null, close }];
    return () => isShown;
  };
  return { context, show };
}

it("takes away what names were shown before there was a lock", async () => {
  const { context, show } = createDevice();
  const isShown = show();
  expect(await setPin(context, PIN, PIN)).toEqual({ ok: true, value: null });
  await expect.poll(isShown).toBe(false);
});

it("leaves alone what is shown where the PIN was not taken", async () => {
  const { context, show } = createDevice();
  const isShown = show();
  expect((await setPin(context, PIN, "271829")).ok).toBe(false);
  expect(isShown()).toBe(true);
});
