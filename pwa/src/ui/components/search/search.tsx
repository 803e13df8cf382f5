/** A line to search with. */
import { Icon } from "../icon/icon";
import "./style.css";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

export const Search = ({ label, value, onInput }: Props) => (
  <div class="search">
    <Icon name="search" />
    <input
      type="search"
      dir="auto"
      aria-label={label}
      placeholder={label}
      value={value}
      onInput={(event) => {
        onInput(event.currentTarget.value);
      }}
    />
  </div>
);
