#!/usr/bin/env bash
# ical.js lists other dates than RFC 5545 for "the 20th Monday of the year" and for BYSETPOS
#
# Versions: ical.js 2.2.1 and rrule 2.8.1 (npm); python-dateutil 2.9.0.post0 (PyPI).
#
# Guess: recurrence rules that RFC 5545 allows, its own examples (section 3.8.5.3) among them, give the
#   same dates in the three libraries.
# What happened: dateutil and rrule agree on each. ical.js, without an error, lists other dates:
#   20MO      an example of the RFC, one Monday a year: every Monday from the 20th on instead
#   WEEKLY    the last working day of each week by BYSETPOS=-1: every working day instead
#   YEARLY    the last Monday of January and July together by BYSETPOS=-1: the last of each month instead
#   YEARDAY   the control: the 1st, 100th and 200th day of a year are right in all three.
# What follows: before you show or export a rule, expand it once with a second library, or allow only the
#   parts of a rule that you tested. "Last Friday of the month" as MONTHLY;BYDAY=-1FR needs no BYSETPOS.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund ical.js@2.2.1 rrule@2.8.1
python3 -m venv venv
venv/bin/pip install --quiet python-dateutil==2.9.0.post0

cat >rules.json <<'JSON'
[["20MO", "1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=3"],
 ["WEEKLY", "2026-01-05", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3"],
 ["YEARLY", "2026-01-01", "FREQ=YEARLY;BYMONTH=1,7;BYDAY=MO;BYSETPOS=-1;COUNT=3"],
 ["YEARDAY", "1997-01-01", "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200;COUNT=3"]]
JSON
cat >expand.py <<'PY'
import datetime, json
from dateutil.rrule import rrulestr
for name, start, rule in json.load(open("rules.json")):
    dates = rrulestr(rule, dtstart=datetime.datetime.fromisoformat(start))
    print(name, "dateutil", *(str(each.date()) for each in dates))
PY
cat >expand.mjs <<'JS'
import ICAL from "ical.js"
import rrule from "rrule"
import { readFileSync } from "node:fs"
for (const [name, start, rule] of JSON.parse(readFileSync("rules.json", "utf8"))) {
  const dates = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(start))
  console.log(name, "ical.js ", [1, 2, 3].map(() => String(dates.next())).join(" "))
  const set = rrule.rrulestr(`DTSTART:${start.replaceAll("-", "")}T000000Z\nRRULE:${rule}`)
  console.log(name, "rrule   ", set.all().map((each) => each.toISOString().slice(0, 10)).join(" "))
}
JS
seen=$( (venv/bin/python expand.py && node expand.mjs) | LC_ALL=C sort)
echo "$seen"
expected='20MO dateutil 1997-05-19 1998-05-18 1999-05-17
20MO ical.js  1997-05-19 1997-05-26 1997-06-02
20MO rrule    1997-05-19 1998-05-18 1999-05-17
WEEKLY dateutil 2026-01-09 2026-01-16 2026-01-23
WEEKLY ical.js  2026-01-05 2026-01-06 2026-01-07
WEEKLY rrule    2026-01-09 2026-01-16 2026-01-23
YEARDAY dateutil 1997-01-01 1997-04-10 1997-07-19
YEARDAY ical.js  1997-01-01 1997-04-10 1997-07-19
YEARDAY rrule    1997-01-01 1997-04-10 1997-07-19
YEARLY dateutil 2026-07-27 2027-07-26 2028-07-31
YEARLY ical.js  2026-01-26 2026-07-27 2027-01-25
YEARLY rrule    2026-07-27 2027-07-26 2028-07-31'
[ "$seen" = "$expected" ]
