/** A form that was left before it was saved goes on where it was: on this device, until it is saved or begun again. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { dropDraft, findFormDraft, keepDraft } from "../../actions/keep-draft";
import { restoreForm } from "../../model/restore-form";
import { useApp } from "../app";
import { useLatestWrite } from "./use-latest-write";

export interface FormInHand<Form> {
  readonly form: Form;
  /** Sets one part of the form. */
  readonly set: <Name extends keyof Form>(name: Name) => (value: Form[Name]) => void;
  /** False until the disk was asked: a form that is drawn before would move under a finger. */
  readonly isReady: boolean;
  /** What was typed the last time is in it. */
  readonly isResumed: boolean;
  readonly startOver: () => void;
  /** It is saved, or not wanted any more. */
  readonly drop: () => Promise<void>;
}

/**
 * `name` is null for a form that is not worth it. What equals `first` is not saved. `restore` puts together
 * what the form begins with and what was left.
 */
export function useFormDraft<Form extends object>(
  name: string | null,
  first: Form,
  restore: (first: Form, found: unknown) => Form = restoreForm,
): FormInHand<Form> {
  const { context } = useApp();
  const [form, setForm] = useState(first);
  const [isReady, setIsReady] = useState(name === null);
  const [isResumed, setIsResumed] = useState(false);
  const begun = useRef(first);
  const key = `form:${name ?? ""}` as const;
  const write = useLatestWrite((next: Form) =>
    isEqual(next, begun.current)
      ? dropDraft(context, key)
      : keepDraft(context, { moment: key, form: next }),
  );
  useLayoutEffect(() => {
    if (name === null) return;
    const find = async (): Promise<void> => {
      try {
        const found = await findFormDraft(context, key);
        if (found === null) return;
        setForm(restore(begun.current, found));
        setIsResumed(true);
      } finally {
        setIsReady(true);
      }
    };
    void find(); /* no await: the state draws it */
    // Once, when the form opens.
  }, [key]);
  const change = (next: Form): void => {
    setForm(next);
    if (name !== null) write(next);
  };
  return {
    form,
    isReady,
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
      try {
        await dropDraft(context, key);
      } catch {
        // It is saved; a draft that stays is only offered once more.
      }
    },
  };
}

const isEqual = (one: object, other: object): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
