"""Augmentation: other people's names in the places of names, bare surnames, headlines, and sentences of our own.

`names.tsv`, `places.tsv`, `organisations.tsv` and `sentences.tsv` are our own tables.
"""
import collections, copy, csv, os, random, re
from data import Doc, Sentence, NER_TAGS, LABELS, spans

CLITIC = re.compile(r"^(.+?)([’']s|[’'])$")


def rows(path):
    if not os.path.exists(path):
        return []
    return list(csv.DictReader(open(path, encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE))


Person = collections.namedtuple("Person", "full short given")


class Augmenter:
    def __init__(self, here):
        self.people = collections.defaultdict(lambda: {"family": [], "given": [], "order": []})
        for r in rows(os.path.join(here, "names.tsv")):
            t = self.people[r["tradition"]]
            t[r["part"]].append(r["name"])
            t["order"].append(r["order"])
        self.people = {k: v for k, v in self.people.items() if v["given"] or v["family"]}
        self.traditions = sorted(self.people)
        self.mentions = {}
        self.places = rows(os.path.join(here, "places.tsv"))
        self.organisations = [r["name"] for r in rows(os.path.join(here, "organisations.tsv"))]
        hyphen = re.compile(r"-\{(sur|full|given)|\{(sur|full)\w*\}-")  # the tokenizer keeps such words whole
        self.sentences = [r["template"] for r in rows(os.path.join(here, "sentences.tsv")) if not hyphen.search(r["template"])]

    def person(self):
        """A name in its parts: full, short (as news uses it), given."""
        tradition = random.choice(self.traditions)
        t = self.people[tradition]
        order = random.choice(t["order"])
        given = random.choice(t["given"] or t["family"])
        family = random.choice(t["family"] or t["given"])
        if order == "given-only":
            words = given.split()
            short = random.choice([words[0], words[-1], given]) if len(words) > 1 else given
            return Person(given, short, words[0])
        if family.split()[0] in ("bin", "binti"):
            return Person(f"{given} {family}", given.split()[-1], given)
        if random.random() < 0.15:
            order = "given-family" if order == "family-given" else order
        if order == "family-given":
            full = f"{family.upper() if random.random() < 0.04 else family} {given}"
        elif random.random() < 0.1:
            full = f"{given} {random.choice('ABCDEFGHJKLMNPRSTW')}. {family}"
        else:
            full = f"{given} {family}"
        by_given = re.search("vietnam|thai|lao", tradition, re.I) and random.random() < 0.7
        return Person(full, given.split()[-1] if by_given else family, given)

    def __call__(self, corpus, doc):
        """A document as it is, or with changed names or case."""
        if corpus == "ner" and self.traditions and random.random() < 0.6:
            doc = self.other_people(doc)
        if random.random() < 0.5:
            return doc
        sentences = []
        for s in doc.sentences:
            r = random.random()
            if r < 0.02:
                s = copy.copy(s); s.words = [w.upper() for w in s.words]
            elif r < 0.06:
                s = copy.copy(s); s.words = [w[0].upper() + w[1:] if len(w) > 3 or i == 0 else w for i, w in enumerate(s.words)]
            elif s.paragraph and r < 0.2:
                s = copy.copy(s); s.paragraph = False
            sentences.append(s)
        out = copy.copy(doc)
        out.sentences = sentences
        return out

    def learn_mentions(self, docs):
        """Remembers the mentions of each kind but persons, to be put in each other's places."""
        self.mentions = collections.defaultdict(list)
        for doc in docs:
            for s in doc.sentences:
                for kind, first, end in entities(s.ner):
                    if kind in ("Location", "Organization", "Facility", "Misc", "Product"):
                        self.mentions[kind].append(s.words[first:end])

    def other_people(self, doc):
        """Persons of the document under other names, and some other mentions replaced; the same everywhere."""
        known = {}
        out = Doc(doc.name, [])
        keep, swap = random.random() * 0.7, random.random() * 0.3
        for s in doc.sentences:
            words, tags, at = [], [], 0
            for kind, first, end in entities(s.ner):
                words += s.words[at:first]
                tags += s.ner[at:first]
                name = s.words[first:end]
                name = self.other_person(name, known, keep) if kind == "Person" else self.other_mention(kind, name, known, swap)
                words += name
                b = NER_TAGS.index(f"B-{kind}")
                tags += [b] + [b + 1] * (len(name) - 1)
                at = end
            out.sentences.append(Sentence(words + s.words[at:], s.paragraph, ner=tags + s.ner[at:]))
        return out

    def other_person(self, name, known, keep):
        key = name[-1].lower()
        if key not in known:
            known[key] = None if random.random() < keep else self.person()
        if not known[key]:
            return name
        full, short, _ = known[key]
        new = (full if len(name) > 1 else short).split()
        upper = all(w.isupper() for w in name) and len(name[-1]) > 2
        return [w.upper() for w in new] if upper else new

    def other_mention(self, kind, name, known, swap):
        key = (kind, " ".join(name))
        if key not in known:
            pool = self.mentions.get(kind)
            known[key] = random.choice(pool) if pool and random.random() < swap else name
        return known[key]

    def fill(self, template):
        """A template → words and tags."""
        people = {}
        words, tags = [], []

        def add(text, kind=None):
            for n, w in enumerate(tokens(text)):
                words.append(w)
                tags.append(0 if kind is None else NER_TAGS.index(("B-" if n == 0 else "I-") + kind))

        for part in re.split(r"(\{[^}]*\}|\[[A-Za-z]+:[^\]]*\])", template):
            if part.startswith("["):
                kind, text = part[1:-1].split(":", 1)
                add(text, kind if kind in LABELS["entity"] else None)
            elif part.startswith("{"):
                self.slot(part[1:-1], people, add)
            else:
                add(part)
        return Sentence(words, random.random() < 0.3, ner=tags)

    def slot(self, slot, people, add):
        m = re.match(r"([a-z_]+?)(\d*)$", slot)
        kind, number = m.groups() if m else (slot, "")
        base = kind.removesuffix("_upper").removesuffix("name")
        if base in ("full", "surname", "given", "initials", "sur"):
            full, short, given = people.setdefault(number, self.person())
            letters = " ".join(f"{random.choice('ABCDEFGHJKLMNPRSTW')}." for _ in range(random.randint(1, 2)))
            text = {"full": full, "given": given, "initials": f"{letters} {short}"}.get(base, short)
            add(text.upper() if "_upper" in kind else text, "Person")
        elif kind in ("place", "country", "facility"):
            add(self.place(kind), "Facility" if kind == "facility" else "Location")
        elif kind == "org":
            text = random.choice(self.organisations)
            add(re.sub(r"\{(\w+)\}", lambda m: self.place(m.group(1)), text), "Organization")
        else:
            choices = {"norp": NORPS, "event": EVENTS, "date": DATES, "money": MONEY}.get(kind, DATES)
            label = {"norp": "NORP", "event": "Misc", "date": "Date", "money": "Money"}.get(kind, "Date")
            add(random.choice(choices), label)

    def place(self, kind):
        fit = [p["name"] for p in self.places if p["kind"] == kind or kind == "facility" and p["kind"] == "street" or kind == "place" and p["kind"] in ("city", "region", "country", "island")]
        return random.choice(fit).removeprefix("the ").removeprefix("The ")

    def templates(self, n):
        """`n` documents of a few filled templates each."""
        if not (self.sentences and self.traditions and self.places and self.organisations):
            return []
        return [Doc("template", [self.fill(t) for t in random.sample(self.sentences, random.randint(1, 7))]) for _ in range(n)]


def entities(tags):
    """(kind, first, end) of the entities of a tag sequence."""
    return [(LABELS["entity"][kind], first, end) for kind, first, end in spans(tags)]


ABBREVIATIONS = r"(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sen|Rep|Gov|Prof|Rev|St|Sgt|Capt|Cmdr|Adm|Brig|Hon|Jr|Sr|No)\."
WORD = re.compile(rf"^[’']s(?=\W|$)|{ABBREVIATIONS}|(?:[A-Z]\.)+(?=\s|$)|\d[\d,.:]*\d|\w+(?:[-’'.]\w+)*|[^\w\s]")


def tokens(text):
    """Words as the treebanks cut them."""
    out = []
    for t in WORD.findall(text):
        m = CLITIC.match(t)
        out += [m.group(1), m.group(2)] if m else [t]
    return out


NORPS = "Ghanaian Malaysian Peruvian Kenyan Norwegian Egyptian Turkish Japanese Chinese Korean Indian Brazilian Mexican Nigerian French German Iraqi Iranian Thai Vietnamese Filipino Pakistani Ukrainian Russian Polish Ethiopian Somali Fijian Samoan Cuban Chilean Greek Cypriot Kurdish Tamil Sunni Shia Muslim Christian Catholic Buddhist Hindu Jewish Arab African European Asian Pacific Caribbean Palestinian Israeli American British Australian Canadian".split()
EVENTS = ["World Cup", "Olympic Games", "Second World War", "Cold War", "Asian Games", "Cyclone Idai", "Ramadan", "Eid al-Fitr", "Nobel Peace Prize", "Arab Spring", "Pacific Islands Forum", "Africa Cup of Nations"]
DATES = ["Monday", "Tuesday", "May 3", "12 June", "Thursday", "Friday", "Saturday", "March 21", "Sunday", "Wednesday", "5 October 2019", "July 1, 2023"]
MONEY = ["$ 3 million", "€ 40 million", "200 million dollars", "Rs 5,000", "£ 12bn", "10 billion yen"]
