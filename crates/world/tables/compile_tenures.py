#!/usr/bin/env python3
"""Compiles ../data/tenures_cited.tsv from public tables of office holders.

Usage: compile_tenures.py OFFICES_FOLDER

OFFICES_FOLDER holds archigos/, reign/, factbook-executives/, ifg-ministers-uk/ and pocom-us/ as published.
The full names that the sources lack, and the office that a leader held, are in leaders.tsv (Archigos and REIGN)
and executives.tsv (factbook) beside this script; rows of the sources that are not named there are left out.
A source is `folder/file:line`, the header being line 1. Standard library only.
"""

import csv
import html
import json
import re
import sys
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = ["person", "surname", "aliases", "office", "side", "from", "to", "source"]
SINCE = "2000"  # tenures that ended before this year are left out
ARCHIGOS_END = "2015-12-31"  # leaders in office on this day are carried by REIGN
REIGN_END = "2021-03"  # leaders in office in this month are carried by the factbook or by hand

UK_POSTS = {
    "Prime Minister": "prime-minister",
    "Deputy Prime Minister": "deputy-prime-minister",
    "Secretary of State for Foreign and Commonwealth Affairs": "foreign-minister",
    "Secretary of State for Foreign, Commonwealth and Development Affairs": "foreign-minister",
    "Secretary of State for Defence": "defence-minister",
    "Chancellor of the Exchequer": "finance-minister",
    "Secretary of State for the Home Department": "interior-minister",
    "Secretary of State for International Trade": "trade-minister",
    "Secretary of State for Business and Trade": "trade-minister",
    "Secretary of State for Energy Security and Net Zero": "energy-minister",
}
# The press's form where the table of persons keeps another.
UK_NAMES = {"Suella Fernandes": "Suella Braverman"}

US_OFFICES = {
    "secretary": "foreign-minister",
    "deputy-secretary": "deputy-foreign-minister",
    "under-secretary-for-political-affairs": "under-secretary",
}
# The press's form of the forenames that the register gives in full.
US_NAMES = {
    "Madeleine Korbel Albright": "Madeleine Albright", "Colin Luther Powell": "Colin Powell",
    "Hillary Rodham Clinton": "Hillary Clinton", "John Forbes Kerry": "John Kerry", "Rex W. Tillerson": "Rex Tillerson",
    "Michael R. Pompeo": "Mike Pompeo", "Antony John Blinken": "Antony Blinken", "Richard Lee Armitage": "Richard Armitage",
    "Robert B. Zoellick": "Robert Zoellick", "John Dimitri Negroponte": "John Negroponte",
    "James Braidy Steinberg": "James Steinberg", "William Joseph Burns": "William Burns",
    "Marc Isaiah Grossman": "Marc Grossman", "R. Nicholas Burns": "Nicholas Burns", "Wendy R. Sherman": "Wendy Sherman",
    "Thomas Alfred Shannon": "Thomas Shannon", "Thomas Reeve Pickering": "Thomas Pickering",
}


def table(path, encoding="utf-8", delimiter=","):
    """Yields (line, row) of a file with a header."""
    with open(path, encoding=encoding, newline="") as file:
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        reader = csv.DictReader(file, delimiter=delimiter, quoting=quoting)
        for row in reader:
            yield reader.line_num, row


def leaders():
    """(state, leader as the source spells it) -> what leaders.tsv says."""
    return {(row["state"], row["leader"]): row for _, row in table(HERE / "leaders.tsv", delimiter="\t")}


def tenure(known, start, end, source):
    return [known["person"], known["surname"], known["aliases"], known["office"], known["side"], start, end, source]


def archigos(folder, known):
    for line, row in table(folder / "archigos" / "archigos_4.1.csv"):
        who = known.get((row["idacr"], row["leader"].strip()))
        if who and SINCE <= row["enddate"] < ARCHIGOS_END:
            yield tenure(who, row["startdate"], row["enddate"], f"archigos/archigos_4.1.csv:{line}")


def reign(folder, known, covered):
    """Spells that Archigos does not end, with the month of their end."""
    for line, row in table(folder / "reign" / "leaderlist_3_21.csv", encoding="latin-1"):
        leader = row["leader"].strip()
        try:
            leader = leader.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            pass
        who = known.get((row["stateabb"], leader))
        if not who or not (row["eyear"] or "").strip().isdigit():
            continue
        start = f"{int(row['syear']):04}-{int(row['smonth']):02}-{int(row['sdate']):02}"
        end = f"{int(row['eyear']):04}-{int(row['emonth']):02}"
        if "2015" <= end < REIGN_END and (who["side"], who["person"], start[:4]) not in covered:
            yield tenure(who, start, end, f"reign/leaderlist_3_21.csv:{line}")


def factbook(folder):
    path = folder / "factbook-executives" / "executives.json"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    entries = {entry["file"]: entry["executive"] for entry in json.loads(text)}
    for _, row in table(HERE / "executives.tsv", delimiter="\t"):
        value = html.unescape(entries[row["entry"]][row["field"]])
        since = re.search(r"since (?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", value)
        if since is None:
            print(f"no date: {row['entry']} {row['field']}", file=sys.stderr)
            continue
        at = next(i for i, line in enumerate(lines) if f'"{row["entry"]}"' in line)
        at = next(i for i in range(at, len(lines)) if f'"{row["field"]}"' in lines[i])
        start = partial_date(*since.groups())
        yield tenure(row, start, "", f"factbook-executives/executives.json:{at + 1}")


def partial_date(day, month, year):
    if month is None:
        return year
    number = datetime.strptime(month[:3], "%b").month
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")


def uk_ministers(folder):
    base = folder / "ifg-ministers-uk"
    posts = {row["id"]: row["name"] for _, row in table(base / "post.csv")}
    names = {}
    for _, row in table(base / "person.csv"):
        names.setdefault(row["id"], []).append(row["display_name"])
    for line, row in table(base / "appointment.csv"):
        office = UK_POSTS.get(posts[row["post_id"]])
        if office is None or (row["end_date"] and row["end_date"] < SINCE):
            continue
        spelled = list(dict.fromkeys(names[row["person_id"]]))
        common = [name for name in spelled if not re.match(r"(Lord|Lady|Baroness|Viscount|Earl|Sir|Dame) ", name)]
        person = (common or spelled)[0]
        person = UK_NAMES.get(person, person)
        aliases = "|".join(name for name in spelled if name != person)
        source = f"ifg-ministers-uk/appointment.csv:{line}"
        yield [person, "", aliases, office, "GBR", row["start_date"], row["end_date"], source]


def us_principals(folder):
    rows = [(line, row) for line, row in table(folder / "pocom-us" / "appointments.csv")
            if row["kind"] == "positions-principals" and row["role_title"] in US_OFFICES]
    newest = {row["role_title"]: row["started"] for _, row in sorted(rows, key=lambda pair: pair[1]["started"])}
    for line, row in rows:
        office, end = US_OFFICES[row["role_title"]], row["ended"]
        # an end that the register does not give is unknown, unless the holder is the last
        if not row["started"] or (end or row["started"]) < SINCE or (not end and newest[row["role_title"]] != row["started"]):
            continue
        if not end and office != "foreign-minister" and row["started"] < "2025":
            continue
        full = f"{row['forename']} {row['surname']}"
        person = US_NAMES.get(full, full)
        aliases = full if person != full else ""
        yield [person, "", aliases, office, "USA", row["started"], end, f"pocom-us/appointments.csv:{line}"]


def main(folder):
    known = leaders()
    rows = list(archigos(folder, known))
    covered = {(row[4], row[0], row[5][:4]) for row in rows}
    rows += reign(folder, known, covered)
    rows += factbook(folder)
    rows += uk_ministers(folder)
    rows += us_principals(folder)
    rows.sort(key=lambda row: (row[4], row[3], row[5], row[0]))
    with open(HERE.parent / "data" / "tenures_cited.tsv", "w", encoding="utf-8", newline="") as out:
        out.write("\t".join(HEADER) + "\n")
        for row in rows:
            out.write("\t".join(row) + "\n")
    used = {row[7].split(":")[0] + row[0] for row in rows}
    for (state, leader), who in known.items():
        if not any(who["person"] in source for source in used):
            print(f"leaders.tsv: no row for {state} {leader}", file=sys.stderr)
    print(f"{len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
