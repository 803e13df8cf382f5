// Made from contract/forms.toml by `make contract`: change it there.
export const RECORD_ID = /^(?:[a-z0-9-]{1,64})$/;
export const FACT_ID = /^(?:[0-9a-f]{16}[0-9a-z]{1,12})$/;
export const MADE_UP_ID = /^(?:[0-9a-f]{32})$/;
export const STAMP = /^(?:[0-9a-f]{32})$/;
export const DIGITS = /^(?:[0-9]{1,16})$/;
export const LOCAL_TIME = /^(?:([01][0-9]|2[0-3]):[0-5][0-9])$/;
export const ZONE = /^(?:[A-Za-z0-9_+-]{1,32}(\/[A-Za-z0-9_+-]{1,32}){0,2})$/;
