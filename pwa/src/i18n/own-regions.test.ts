import { afterEach, describe, expect, it, vi } from "vitest";
import { ownRegions } from "./own-regions";

const REGIONS = ["AU", "DE", "ES", "GB", "US"];

const speaking = (...languages: string[]): void => {
  vi.stubGlobal("navigator", { languages });
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the country of a person", () => {
  it("is where the clock of the device is, and then where its languages are spoken", () => {
    speaking("en-US", "es-ES", "en");
    expect(ownRegions(REGIONS, "Europe/Berlin")).toEqual(["DE", "US", "ES"]);
  });

  it("is told by the languages where no zone fits", () => {
    speaking("en-GB");
    expect(ownRegions(REGIONS, "UTC")).toEqual(["GB"]);
  });

  it("is unknown where nothing tells it", () => {
    speaking("en", "not a tag", "fr-CA");
    expect(ownRegions(REGIONS, "Asia/Tokyo")).toEqual([]);
  });
});
