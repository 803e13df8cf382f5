/** A moment that ends in a promise, which begins with what was just written. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import { Icon } from "../../components/icon";
import { PromiseForm } from "../../components/promise-form";
import { Sheet } from "../../components/sheet";
import { useKept } from "../../kept";

export function PromiseWay({ text }: { readonly text: string }) {
  const { actions, state } = useKept();
  const [isOpen, setIsOpen] = useState(false);
  const [isMade, setIsMade] = useState(false);
  if (isMade) return <p class="card">{t("moment.promised")}</p>;
  return (
    <>
      <button
        type="button"
        class="button wide"
        aria-haspopup="dialog"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Icon name="handshake" />
        {t("moment.make_promise")}
      </button>
      {isOpen && (
        <Sheet
          title={t("promise.new")}
          onClose={() => {
            setIsOpen(false);
          }}
        >
          <PromiseForm
            promise={null}
            text={text}
            isDueOpen
            submitLabel={t("promise.create")}
            save={actions.createPromise}
            onSaved={() => {
              void state.device.persist(); /* no await: the browser may ask the person first */
              setIsOpen(false);
              setIsMade(true);
            }}
          />
        </Sheet>
      )}
    </>
  );
}
