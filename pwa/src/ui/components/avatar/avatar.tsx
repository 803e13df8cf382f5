/** A person, by the first letter of their name. */
import "./style.css";

export function Avatar({ name }: { readonly name: string }) {
  return (
    <span class="avatar serif" aria-hidden="true">
      {Array.from(name)[0]?.toLocaleUpperCase()}
    </span>
  );
}
