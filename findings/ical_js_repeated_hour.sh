#!/usr/bin/env bash
# ical.js puts an event in the repeated hour of autumn one hour later than other readers
#
# Versions: ical.js 2.2.1 (npm); icalendar 7.3.0 and vobject 0.9.9 (PyPI).
#
# Guess: DTSTART;TZID=Europe/Berlin:20261025T023000 happens twice on the clock. RFC 5545, section
#   3.3.5, says that it means the first time. The file has its VTIMEZONE, so all three readers give
#   00:30 UTC.
# What happened: icalendar and vobject give 00:30 UTC; ical.js gives 01:30 UTC, the second time. An hour
#   before and an hour after, all three agree.
# What follows: test a calendar file that you write with events in the repeated hour in more than one
#   reader. A writer that needs one exact instant in that hour should write it in UTC (20261025T003000Z).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund ical.js@2.2.1
python3 -m venv venv
venv/bin/pip install --quiet icalendar==7.3.0 vobject==0.9.9 python-dateutil==2.9.0.post0 tzdata==2026.6

for start in 20261025T013000 20261025T023000 20261025T033000; do
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//EN BEGIN:VTIMEZONE TZID:Europe/Berlin \
    BEGIN:STANDARD DTSTART:19701025T030000 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU' \
    TZOFFSETFROM:+0200 TZOFFSETTO:+0100 END:STANDARD \
    BEGIN:DAYLIGHT DTSTART:19700329T020000 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU' \
    TZOFFSETFROM:+0100 TZOFFSETTO:+0200 END:DAYLIGHT END:VTIMEZONE \
    BEGIN:VEVENT UID:1 DTSTAMP:20260101T000000Z "DTSTART;TZID=Europe/Berlin:$start" \
    END:VEVENT END:VCALENDAR >"$start.ics"
done

cat >read.py <<'PY'
import datetime, glob, icalendar, vobject
for name in sorted(glob.glob("*.ics")):
    text = open(name, newline="").read()
    starts = {
        "icalendar": icalendar.Calendar.from_ical(text).events[0].start,
        "vobject": vobject.readOne(text).vevent.dtstart.value,
    }
    for reader, start in starts.items():
        print(name[:15], reader, start.astimezone(datetime.timezone.utc).strftime("%H:%MZ"))
PY
cat >read.mjs <<'JS'
import ICAL from "ical.js"
import { readdirSync, readFileSync } from "node:fs"
for (const name of readdirSync(".").filter((each) => each.endsWith(".ics"))) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(name, "utf8")))
  ICAL.TimezoneService.register(calendar.getFirstSubcomponent("vtimezone"))
  const { startDate } = new ICAL.Event(calendar.getFirstSubcomponent("vevent"))
  console.log(name.slice(0, 15), "ical.js", startDate.toJSDate().toISOString().slice(11, 16) + "Z")
}
JS
seen=$( (venv/bin/python read.py && node read.mjs) | LC_ALL=C sort)
echo "$seen"
expected='20261025T013000 ical.js 23:30Z
20261025T013000 icalendar 23:30Z
20261025T013000 vobject 23:30Z
20261025T023000 ical.js 01:30Z
20261025T023000 icalendar 00:30Z
20261025T023000 vobject 00:30Z
20261025T033000 ical.js 02:30Z
20261025T033000 icalendar 02:30Z
20261025T033000 vobject 02:30Z'
[ "$seen" = "$expected" ]
