/** The countries a person may be in, as this device alone tells: its time zone, then its languages. Nobody is asked. */

/** In Intl since 2024, and before that under another name; older browsers have neither. */
interface Zoned {
  readonly timeZones?: readonly string[];
  getTimeZones?(): readonly string[] | undefined;
}

/** Of these ISO 3166 codes those that fit, the likeliest first. */
export function ownRegions(regions: readonly string[], timeZone: string): readonly string[] {
  const here = regions.filter((code) => zonesOf(code).includes(timeZone));
  const spoken = navigator.languages.flatMap((tag) => regionOf(tag) ?? []);
  return [...new Set([...here, ...spoken.filter((code) => regions.includes(code))])];
}

function zonesOf(code: string): readonly string[] {
  const locale = new Intl.Locale("und", { region: code }) as Intl.Locale & Zoned;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** A browser may name a language in a form that is none. */
function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}
