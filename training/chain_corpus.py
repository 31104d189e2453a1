"""Puts the documents of GUM that mention chains are trained and measured on into one CoNLL-U file.

    python chain_corpus.py SHARED train|dev OUT.conllu

News, interviews and speeches are those of gum-coref, by its splits.tsv; `train` has further genres of ud-english-gum/train
whose licence is not for non-commercial use only (models/README.md). The test documents are left alone.
"""
import csv, os, re, sys
from data import GUM_GENRES

CORE = {"news", "interview", "speech"}
FURTHER = {"academic", "bio", "court", "voyage"}
assert CORE | FURTHER <= GUM_GENRES


def core(data, split):
    with open(f"{data}/gum-coref/splits.tsv", encoding="utf8") as file:
        names = [row["document"] for row in csv.DictReader(file, delimiter="\t") if row["ud_split"] == split]
    for name in sorted(names):
        if genre(name) in CORE:
            yield open(f"{data}/gum-coref/dep/{name}.conllu", encoding="utf8").read()


def further(data):
    text = open(f"{data}/ud-english-gum/train.conllu", encoding="utf8").read()
    for document in re.split(r"^(?=# newdoc id)", text, flags=re.M):
        name = re.match(r"# newdoc id = (\S+)", document)
        if name and genre(name[1]) in FURTHER:
            yield document


def genre(name):
    return name.split("_")[1]


def main():
    shared, split, out = sys.argv[1:]
    if split not in ("train", "dev"):
        sys.exit(__doc__)
    data = os.path.join(shared, "data")
    documents = [*core(data, split), *(further(data) if split == "train" else ())]
    with open(out, "w", encoding="utf8") as file:
        file.writelines(document.rstrip("\n") + "\n\n" for document in documents)
    print(len(documents), "documents")


if __name__ == "__main__":
    main()
