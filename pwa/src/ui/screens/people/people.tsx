/** The people of this server, for its owner: who they are to the server, and nothing of what they do. */
import { useEffect, useState } from "preact/hooks";
import { listPeople, type PeopleFailure, type Person } from "../../../actions/people/people";
import type { Result } from "../../../core/result";
import { t } from "../../../i18n";
import { useApp } from "../../app";
import { Head } from "../../components/head/head";
import { NotFoundScreen } from "../../components/not-found/not-found";
import { peopleFailureWords } from "../../words/people-failures";
import { Invite } from "./invite";
import { PersonRow } from "./person-row";
import { PersonSheet } from "./person-sheet";
import "./style.css";

type Listed = Result<readonly Person[], PeopleFailure> | null;

export function PeopleScreen() {
  const { context, state } = useApp();
  const [listed, setListed] = useState<Listed>(null);
  const read = async (): Promise<void> => {
    setListed(await listPeople(context));
  };
  const account = state.account.current.value;
  const canAsk = account?.status === "signed-in" && account.isOwner !== false;
  useEffect(() => {
    if (canAsk) void read(); /* no await: the state draws it */
  }, [canAsk]);
  // To anybody else the address is one at which there is nothing.
  if (!canAsk || isOfAnother(listed)) return <NotFoundScreen />;
  return (
    <div class="page stack people">
      <Head title={t("people.title")} backTo="/you" />
      <p class="lead">{t("people.lead")}</p>
      {listed === null && <p class="card quiet">{t("account.busy")}</p>}
      {listed?.ok === false && (
        <div class="card" role="status">
          <p>{peopleFailureWords(listed.failure)}</p>
          <button type="button" class="button" onClick={() => void read()}>
            {t("account.retry")}
          </button>
        </div>
      )}
      {listed?.ok === true && (
        <>
          <Invite />
          <List people={listed.value} onChanged={() => void read()} />
        </>
      )}
    </div>
  );
}

const isOfAnother = (listed: Listed): boolean =>
  listed?.ok === false && listed.failure.type === "not-owner";

interface ListProps {
  readonly people: readonly Person[];
  readonly onChanged: () => void;
}

function List({ people, onChanged }: ListProps) {
  const [opened, setOpened] = useState<Person | null>(null);
  return (
    <section class="section" aria-labelledby="accounts">
      <h2 class="section-title" id="accounts">
        {t("people.list")}
      </h2>
      <ul class="rows">
        {people.map((person) => (
          <li key={person.account}>
            <PersonRow
              person={person}
              onOpen={() => {
                setOpened(person);
              }}
            />
          </li>
        ))}
      </ul>
      {opened !== null && (
        <PersonSheet
          person={opened}
          onClose={() => {
            setOpened(null);
          }}
          onChanged={onChanged}
        />
      )}
    </section>
  );
}
