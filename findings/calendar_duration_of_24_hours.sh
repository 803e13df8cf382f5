#!/usr/bin/env bash
# Calendar libraries treat DURATION:PT24H as one day: an hour off at a clock change, and rewritten as P1D
#
# Versions: icalendar 7.3.0 and vobject 0.9.9 (PyPI); ical.js 2.2.1 (npm).
#
# Guess: RFC 5545, section 3.3.6, tells a day (P1D: the same time tomorrow) from 24 hours (PT24H: exact).
#   An event in Berlin that starts at 12:00 on 24 October 2026, a day before the clocks go back, ends
#   at 11:00 UTC with P1D and at 10:00 UTC with PT24H. A reader that writes the event again keeps PT24H.
# What happened: all three end both events at 11:00 UTC, so "24 hours" last 25. icalendar and vobject hold
#   a duration as a Python timedelta, which cannot tell the two apart, and write PT24H back as P1D.
#   ical.js writes PT24H back unchanged.
# What follows: for an exact length write DTEND in UTC rather than a DURATION of 24 hours or more. A sync
#   that compares the text of an event before and after such a library sees a change that nobody made.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund ical.js@2.2.1
python3 -m venv venv
venv/bin/pip install --quiet icalendar==7.3.0 vobject==0.9.9 python-dateutil==2.9.0.post0 tzdata==2026.6

for duration in P1D PT24H; do
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//EN BEGIN:VTIMEZONE TZID:Europe/Berlin \
    BEGIN:STANDARD DTSTART:19701025T030000 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU' \
    TZOFFSETFROM:+0200 TZOFFSETTO:+0100 END:STANDARD \
    BEGIN:DAYLIGHT DTSTART:19700329T020000 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU' \
    TZOFFSETFROM:+0100 TZOFFSETTO:+0200 END:DAYLIGHT END:VTIMEZONE \
    BEGIN:VEVENT UID:1 DTSTAMP:20260101T000000Z 'DTSTART;TZID=Europe/Berlin:20261024T120000' \
    "DURATION:$duration" END:VEVENT END:VCALENDAR >"$duration.ics"
done

cat >read.py <<'PY'
import datetime, re, icalendar, vobject
def show(name, reader, end, written):
    line = re.search(r"DURATION:\w+", written).group()
    print(name, reader, "ends", end.astimezone(datetime.timezone.utc).strftime("%H:%MZ"), "writes", line)
for name in ("P1D", "PT24H"):
    text = open(name + ".ics", newline="").read()
    calendar = icalendar.Calendar.from_ical(text)
    show(name, "icalendar", calendar.events[0].end, calendar.to_ical().decode())
    event = vobject.readOne(text).vevent
    show(name, "vobject", event.dtstart.value + event.duration.value, event.serialize())
PY
cat >read.mjs <<'JS'
import ICAL from "ical.js"
import { readFileSync } from "node:fs"
for (const name of ["P1D", "PT24H"]) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(name + ".ics", "utf8")))
  ICAL.TimezoneService.register(calendar.getFirstSubcomponent("vtimezone"))
  const { endDate } = new ICAL.Event(calendar.getFirstSubcomponent("vevent"))
  const line = calendar.toString().match(/DURATION:\w+/)[0]
  console.log(name, "ical.js ends", endDate.toJSDate().toISOString().slice(11, 16) + "Z", "writes", line)
}
JS
seen=$(venv/bin/python read.py && node read.mjs)
echo "$seen"
expected='P1D icalendar ends 11:00Z writes DURATION:P1D
P1D vobject ends 11:00Z writes DURATION:P1D
PT24H icalendar ends 11:00Z writes DURATION:P1D
PT24H vobject ends 11:00Z writes DURATION:P1D
P1D ical.js ends 11:00Z writes DURATION:P1D
PT24H ical.js ends 11:00Z writes DURATION:PT24H'
[ "$seen" = "$expected" ]
