/** A moment that ends in a promise, which begins with what was just written. */
import { useState } from "preact/hooks";
import { createPromise } from "../../../actions/save-promise";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Icon } from "../../components/icon/icon";
import { PromiseForm } from "../../components/promise-form/promise-form";
import { Sheet } from "../../components/sheet/sheet";
import { usePromises } from "../../use-promises";
import { createdWords } from "../../words/promises";

export function PromiseWay({ text }: { readonly text: string }) {
  const { context, state } = useApp();
  const [isOpen, setIsOpen] = useState(false);
  const promises = usePromises();
  const [made, setMade] = useState<string | null>(null);
  const promise = made === null ? undefined : promises.find(made);
  if (promise !== undefined) {
    return <p class="card">{createdWords(promises.phaseOf(promise))}</p>;
  }
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
            save={(draft) => createPromise(context, draft)}
            onSaved={(id) => {
              void state.device.persist(); /* no await: the browser may ask the person first */
              setIsOpen(false);
              setMade(id);
            }}
          />
        </Sheet>
      )}
    </>
  );
}
