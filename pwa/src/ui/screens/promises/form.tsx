/** A new promise, and one whose words are put right. */
import { useRoute } from "preact-iso";
import { createPromise, editPromise } from "../../../actions/save-promise";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { PromiseForm } from "../../components/promise-form/promise-form";
import { useReturn } from "../../trail";
import { usePromises } from "../../use-promises";
import { createdWords } from "../../words/promises";
import { MissingPromise } from "./missing";

export function NewPromiseScreen() {
  const { context, state } = useApp();
  const { find, phaseOf } = usePromises();
  const returnTo = useReturn();
  return (
    <div class="page">
      <Head title={t("promise.new")} backTo="/" />
      <PromiseForm
        promise={null}
        isDueOpen
        submitLabel={t("promise.create")}
        save={(draft) => createPromise(context, draft)}
        onSaved={(id) => {
          void state.device.persist(); /* no await: the browser may ask the person first */
          const made = find(id);
          if (made !== undefined) {
            state.toasts.show({
              kind: "calm",
              text: createdWords(phaseOf(made)),
              isForNextScreen: true,
            });
          }
          returnTo("/");
        }}
      />
    </div>
  );
}

export function EditPromiseScreen() {
  const id = useRoute().params["id"] ?? "";
  const { context } = useApp();
  const returnTo = useReturn();
  const promise = usePromises().find(id);
  if (promise === undefined || promise.isDeleted) return <MissingPromise />;
  return (
    <div class="page">
      <Head title={t("promise.edit")} backTo={`/promises/${id}`} />
      <PromiseForm
        promise={promise}
        isDueOpen={promise.standing.history.length === 0}
        submitLabel={t("form.save")}
        save={(draft) => editPromise(context, promise, draft)}
        onSaved={() => {
          returnTo(`/promises/${id}`);
        }}
      />
    </div>
  );
}
