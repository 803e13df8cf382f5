/** What is wrong with a whole form, read aloud when it appears. */
export function Problem({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p class="field-problem" role="alert">
      {text}
    </p>
  );
}
