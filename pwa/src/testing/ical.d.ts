/** As much of ical.js as a test uses: it reads the calendar file that the app writes. */
declare module "ical.js" {
  interface Property {
    getFirstValue(): Time;
    getFirstParameter(name: string): string | undefined;
  }
  interface Time {
    zone: Timezone;
    toUnixTime(): number;
  }
  class Component {
    constructor(jCal: unknown);
    getAllSubcomponents(name: string): Component[];
    getFirstPropertyValue(name: string): unknown;
    getFirstProperty(name: string): Property | null;
  }
  class Timezone {
    static readonly utcTimezone: Timezone;
    readonly tzid: string;
    constructor(component: Component);
  }
  const ical: {
    readonly parse: (text: string) => unknown;
    readonly Component: typeof Component;
    readonly Timezone: typeof Timezone;
  };
  export default ical;
}
