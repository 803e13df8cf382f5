/** A form that was left before it was saved goes on where it was: on this device, until it is saved or begun again. */
import { useEffect, useRef, useState } from "preact/hooks";
import { restoreForm } from "../../model/restore-form";
import { useKept } from "../kept";
import { useLatestWrite } from "./use-latest-write";

export interface FormInHand<Form> {
  readonly form: Form;
  /** Sets one part of the form. */
  readonly set: <Name extends keyof Form>(name: Name) => (value: Form[Name]) => void;
  /** What was typed the last time is in it. */
  readonly isResumed: boolean;
  readonly startOver: () => void;
  /** It is saved, or not wanted any more. */
  readonly drop: () => Promise<void>;
}

/** `name` is null for a form that is not worth it. What equals `first` is not saved. */
export function useFormDraft<Form extends object>(
  name: string | null,
  first: Form,
): FormInHand<Form> {
  const { actions } = useKept();
  const [form, setForm] = useState(first);
  const [isResumed, setIsResumed] = useState(false);
  const begun = useRef(first);
  const isTouched = useRef(false);
  const key = `form:${name ?? ""}` as const;
  const write = useLatestWrite((next: Form) =>
    isEqual(next, begun.current)
      ? actions.dropDraft(key)
      : actions.keepDraft({ moment: key, form: next }),
  );
  useEffect(() => {
    if (name === null) return;
    void actions.findFormDraft(key).then((found) => {
      // Whoever was quicker than the disk has begun anew.
      if (found === null || isTouched.current) return;
      setForm(restoreForm(begun.current, found));
      setIsResumed(true);
    });
    // Once, when the form opens.
  }, [key]);
  const change = (next: Form): void => {
    isTouched.current = true;
    setForm(next);
    if (name !== null) write(next);
  };
  return {
    form,
    isResumed,
    set: (name) => (value) => {
      change({ ...form, [name]: value });
    },
    startOver: () => {
      setIsResumed(false);
      change(begun.current);
    },
    drop: async () => {
      if (name === null) return;
      await write.stop();
      await actions.dropDraft(key);
    },
  };
}

const isEqual = (one: object, other: object): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
