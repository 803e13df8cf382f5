"""Two people on one server: whatever ids they name, each reaches their own feed only."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.devices import Device
from tests.factories.things import Json, entry, record

IDS = st.sampled_from([f"{number:016x}0" for number in range(3)])
THINGS = st.one_of(
    st.builds(entry, IDS, amount=st.integers(0, 3)),
    st.builds(lambda fact_id: {"type": "entry", "id": fact_id, "withdrawn": True}, IDS),
    st.builds(lambda name, position: record("group", name, position=position), IDS, st.integers(0, 3)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(things=st.lists(THINGS, min_size=1, max_size=6))
def test_what_alice_sends_changes_nothing_of_bobs(phone: Device, of_bob: Device, things: list[Json]) -> None:
    of_bob.sync(entry(f"{0:016x}0", amount=3), record("group", f"{1:016x}0", position=3))
    before = of_bob.ask(cursor=0, epoch=None).get_json()

    phone.sync(*things)
    after = of_bob.ask(cursor=0, epoch=None).get_json()

    assert before["records"] == after["records"]
    assert before["cursor"] == after["cursor"]


def test_bobs_device_under_alices_session_sends_and_reads_nothing(phone: Device, of_bob: Device) -> None:
    """Somebody else signed in in another tab of the same browser."""
    of_bob.sync(entry())
    of_bob.client = phone.client
    response = of_bob.ask(entry())

    assert (response.status_code, response.get_json()["code"]) == (409, "other_account")
    assert phone.sync()["records"] == []
