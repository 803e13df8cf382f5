/** A search over what stands on Today, for those who keep many habits. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n";
import type { Habit } from "../../../model/habit-record";
import { hasWords } from "../../../model/search";
import { Search } from "../../components/search/search";
import { Rows } from "./groups";

interface FindProps {
  readonly habits: readonly Habit[];
  readonly on: string;
  /** Whether what is found stands in place of the lists. */
  readonly onSearching: (isSearching: boolean) => void;
}

export function Find({ habits, on, onSearching }: FindProps) {
  const [query, setQuery] = useState("");
  const isSearching = query.trim() !== "";
  const found = isSearching
    ? habits.filter(({ name, cue }) => hasWords(`${name} ${cue}`, query))
    : [];
  return (
    <>
      <Search
        label={t("find.label")}
        value={query}
        onInput={(typed) => {
          setQuery(typed);
          onSearching(typed.trim() !== "");
        }}
      />
      <p class="visually-hidden" role="status">
        {isSearching && t("find.found", { count: found.length })}
      </p>
      {found.length > 0 && (
        <div class="section">
          <Rows habits={found} on={on} />
        </div>
      )}
      {isSearching && found.length === 0 && <p class="calm">{t("find.no_match")}</p>}
    </>
  );
}
