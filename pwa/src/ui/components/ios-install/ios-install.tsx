/** How Kept comes to the home screen of an iPhone or iPad: three drawings, each with its sentence. */
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n";
import "./style.css";

export function IosInstall() {
  return (
    <ol class="ios-install">
      <li>
        <Phone>
          <ShareBar />
        </Phone>
        <p>{t("install.share")}</p>
      </li>
      <li>
        <Phone>
          <ShareSheet />
        </Phone>
        <p>{t("install.add")}</p>
      </li>
      <li>
        <Phone>
          <HomeScreen />
        </Phone>
        <p>{t("install.open")}</p>
      </li>
    </ol>
  );
}

/** The lower half of a phone: everything happens where the thumb is. */
function Phone({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 120 132" aria-hidden="true">
      <path class="case" d="M8 0v110a14 14 0 0 0 14 14h76a14 14 0 0 0 14-14V0" />
      {children}
    </svg>
  );
}

/** Safari's bar: the square with an arrow is the one to press. */
function ShareBar() {
  return (
    <>
      <rect class="text" x="24" y="10" width="72" height="6" rx="3" />
      <rect class="text" x="24" y="24" width="54" height="6" rx="3" />
      <rect class="text" x="24" y="38" width="62" height="6" rx="3" />
      <path class="line" d="M8 74h104" />
      <rect class="field" x="20" y="80" width="80" height="14" rx="7" />
      <path class="sign" d="m24 104-4 4 4 4M38 104l4 4-4 4" />
      <circle class="spot" cx="60" cy="108" r="12" />
      <path class="press" d="M57 105h-2v8h10v-8h-2M60 109v-9m-3 3 3-3 3 3" />
      <path class="sign" d="M78 104h5v8h-5zM83 104h5v8h-5zM98 104h6v6h-6zM100 112h6v-6" />
    </>
  );
}

/** What opens then: one of its lines has a square with a plus. */
function ShareSheet() {
  return (
    <>
      <path class="sheet-shape" d="M14 124V28a10 10 0 0 1 10-10h72a10 10 0 0 1 10 10v96z" />
      <rect class="text" x="26" y="34" width="44" height="6" rx="3" />
      <path class="sign" d="M86 33h8v8h-8z" />
      <path class="line" d="M20 50h80" />
      <rect class="spot" x="18" y="54" width="84" height="24" rx="8" />
      <rect class="text strong" x="26" y="63" width="48" height="6" rx="3" />
      <path class="press" d="M84 60h12v12H84zM90 63v6m-3-3h6" />
      <path class="line" d="M20 82h80" />
      <rect class="text" x="26" y="93" width="40" height="6" rx="3" />
      <path class="sign" d="M86 92h8v8h-8z" />
    </>
  );
}

/** And there it is, between the other apps. */
function HomeScreen() {
  const places = [24, 53, 82] as const;
  return (
    <>
      {places.map((x) => (
        <rect key={x} class="app" x={x} y="8" width="20" height="20" rx="6" />
      ))}
      <rect class="app" x="24" y="42" width="20" height="20" rx="6" />
      <rect class="app" x="82" y="42" width="20" height="20" rx="6" />
      <circle class="spot" cx="63" cy="52" r="20" />
      <rect class="kept" x="51" y="40" width="24" height="24" rx="7" />
      <path class="roof" d="M55 52.500c2.600-5.400 13.400-5.400 16 0" />
      <circle class="person" cx="60" cy="56" r="1.900" />
      <circle class="person" cx="66" cy="56" r="1.900" />
      <rect class="dock" x="16" y="90" width="88" height="28" rx="12" />
      {places.map((x) => (
        <rect key={x} class="app" x={x} y="94" width="20" height="20" rx="6" />
      ))}
    </>
  );
}
