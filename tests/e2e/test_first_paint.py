"""What a start paints first: the list that a person came to tap, in the place where it stays."""

import pytest
from playwright.sync_api import expect

from tests.e2e.export_files import make_file
from tests.e2e.lived_in import NOW, WATER, habits, of_the_past, of_today
from tests.e2e.screens import Screens

WITNESS = """
globalThis.moved = [];
new PerformanceObserver((list) => {
  const nodes = list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node));
  moved.push(...nodes.map((node) => node?.className ?? node?.nodeName ?? "gone"));
}).observe({ type: "layout-shift", buffered: true });

globalThis.made = [];
const note = (name) => {
  if (document.querySelector(".tick") === null) made.push(name);
};
for (const name of ["DateTimeFormat", "NumberFormat", "Segmenter"]) {
  Intl[name] = new Proxy(Intl[name], {
    apply: (make, self, given) => (note(name), Reflect.apply(make, self, given)),
    construct: (make, given) => (note(name), Reflect.construct(make, given)),
  });
}
"""


@pytest.fixture
def started(screens: Screens) -> Screens:
    """A habit of every kind on the phone, and the app opened once more before this witness."""
    screens.page.clock.set_fixed_time(NOW)
    screens.open("/you")
    screens.import_file(make_file(habits(), [*of_today(), *of_the_past()]))
    expect(screens.toast).to_contain_text("Imported")
    screens.page.add_init_script(WITNESS)
    screens.open()
    expect(screens.day(0)).to_be_visible()
    expect(screens.tick(WATER)).to_be_visible()
    screens.page.wait_for_load_state("networkidle")
    return screens


def test_no_row_moves_when_the_rest_of_today_comes(started: Screens) -> None:
    assert started.page.evaluate("moved") == []


def test_it_waits_for_no_format_of_dates_and_numbers(started: Screens) -> None:
    # The first of them costs a slow phone fifty milliseconds.
    assert started.page.evaluate("made") == []
