"""Reads the corpora into documents of words with whatever labels a corpus has, and cuts them into windows.

A word is (text, shape, first, quote); labels are per document and may be absent (`None`): upos, xpos, head, deprel
(treebanks), ner (newswire names, templates), attribution (PolNeAR). Nothing here knows of tensors.
"""
import collections, glob, json, os, re
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))
LABELS = json.load(open(os.path.join(HERE, "labels.json")))
NER_TAGS = ["O"] + [f"{p}-{k}" for k in LABELS["entity"] for p in "BI"]

# Genres of GUM whose texts may be used commercially: public domain, CC BY or CC BY-SA (the corpus's LICENSE.txt).
GUM_GENRES = {"academic", "bio", "court", "interview", "news", "speech", "vlog", "voyage"}

LOWER, CAPITALISED, UPPER, NUMBER, MIXED, PUNCTUATION, INITIAL = range(7)
# Sizes of the feature tables: shape, place in the sentence, headline, quotation.
FEATURES = [7, 3, 2, 2]


def shape(word):
    """As `servanda_language` classes it: the first character decides, then the case of the letters."""
    if re.fullmatch(r"[A-Z]\.?", word) and word not in ("I", "A"):
        return INITIAL
    if word[0].isnumeric():
        tail = re.sub(r"^\W*[^a-zA-Z]*", "", word).lower()
        return NUMBER if tail in ("", "st", "nd", "rd", "th", "s") else MIXED
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return PUNCTUATION
    upper = any(c.isupper() for c in letters[1:])
    lower = any(c.islower() for c in letters[1:])
    if letters[0].isupper():
        return UPPER if upper and not lower else CAPITALISED
    return MIXED if upper else LOWER


@dataclass
class Sentence:
    words: list
    paragraph: bool = False  # begins a paragraph
    upos: list = None
    xpos: list = None
    heads: list = None  # index in the sentence, -1 for the root
    deprel: list = None
    ner: list = None


@dataclass
class Attribution:
    source: list  # indices of words in the document
    cue: list
    content: list


@dataclass
class Doc:
    name: str
    sentences: list
    attributions: list = None
    offsets: list = None  # (start, end) of each word in characters, where the text is at hand


def read_conllu(path, keep=lambda doc: True):
    docs, doc, rows, par = [], None, [], False
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            name = line.split("=", 1)[1].strip()
            doc = Doc(name, [])
            par = True
            if keep(name):
                docs.append(doc)
        elif line.startswith("# newpar"):
            par = True
        elif line and line[0].isdigit():
            c = line.split("\t")
            if c[0].isdigit():
                rows.append(c)
        elif not line and rows:
            def index(v, known):
                return known.index(v) if v in known else -100
            doc.sentences.append(Sentence(
                [r[1] for r in rows], par,
                upos=[index(r[3], LABELS["upos"]) for r in rows],
                xpos=[index(r[4], LABELS["xpos"]) for r in rows],
                heads=[int(r[6]) - 1 for r in rows],
                deprel=[index(r[7], LABELS["deprel"]) for r in rows]))
            rows, par = [], False
    return docs


def read_bio(path):
    docs, words, tags = [], [], []
    def flush():
        if words:
            fixed = [t if t in NER_TAGS else "O" for t in tags]
            docs[-1].sentences.append(Sentence(words[:], False, ner=[NER_TAGS.index(t) for t in fixed]))
            words.clear(); tags.clear()
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            flush()
            docs.append(Doc(line.split("=", 1)[1].strip(), []))
        elif not line:
            flush()
        elif "\t" in line:
            w, t = line.split("\t")[:2]
            words.append(w); tags.append(t)
    flush()
    return docs


def read_text(path, tok_path, name):
    """A plain text with the tokens and sentences that the program's own tokeniser made of it (byte offsets)."""
    raw = open(path, "rb").read()
    text = raw.decode("utf8")
    char = {}
    at = 0
    for i, c in enumerate(text):
        char[at] = i
        at += len(c.encode("utf8"))
    char[at] = len(text)
    sentences, offsets, words = [], [], []
    par = True
    for line in open(tok_path):
        line = line.strip()
        if line:
            a, b = map(int, line.split())
            offsets.append((char[a], char[b]))
            words.append(text[char[a]:char[b]])
        elif words:
            first = offsets[-len(words)][0]
            before = text[offsets[-len(words) - 1][1]:first] if len(offsets) > len(words) else "\n"
            sentences.append(Sentence(words, "\n" in before))
            words = []
    return Doc(name, sentences, offsets=offsets)


def read_ann(path, offsets):
    """The attributions of a PolNeAR file over the words at `offsets`."""
    spans, out = {}, []
    lines = open(path, encoding="utf8", newline="\n").read().split("\n")
    for l in lines:
        if re.match(r"T\d+\t", l):
            key, rest = l.split("\t")[:2]
            kind, where = rest.split(" ", 1)
            spans[key] = [tuple(map(int, x.split())) for x in where.split(";")]
    def tokens(frags):
        hit = []
        for a, b in frags:
            hit += [i for i, (s, e) in enumerate(offsets) if s < b and a < e]
        return sorted(set(hit))
    for l in lines:
        if re.match(r"E\d+\t", l):
            roles = collections.defaultdict(list)
            for arg in l.split("\t")[1].split():
                role, t = arg.split(":", 1)
                role = re.sub(r"\d+$", "", role).lower()
                if role in ("source", "cue", "content") and t in spans:
                    roles[role] += spans[t]
            a = Attribution(tokens(roles["source"]), tokens(roles["cue"]), tokens(roles["content"]))
            if a.cue and a.content:
                out.append(a)
    return out


def read_polnear(folder, tokens):
    docs = []
    for ann in sorted(glob.glob(f"{folder}/attributions/*.ann")):
        name = re.sub(r"(_[0-9a-f]{4})?\.ann$", "", os.path.basename(ann))
        doc = read_text(f"{folder}/text/{name}.txt", f"{tokens}/{name}.tok", name)
        doc.attributions = read_ann(ann, doc.offsets)
        docs.append(doc)
    return docs


def spans(tags):
    """(kind, first, end) of the runs of a tag sequence."""
    out, k = [], 0
    while k < len(tags):
        if tags[k] % 2 == 1:
            end = k + 1
            while end < len(tags) and tags[end] == tags[k] + 1:
                end += 1
            out.append((tags[k] // 2, k, end))
            k = end
        else:
            k += 1
    return out


def quotes(doc):
    """For each word whether it stands inside quotation marks; a paragraph that closes none ends the passage."""
    flags, inside = [], False
    for s in doc.sentences:
        if s.paragraph:
            inside = False
        row = []
        for w in s.words:
            if w in ("\u201c", "``"):
                inside = True
                row.append(0)
            elif w in ("\u201d", "''"):
                inside = False
                row.append(0)
            elif w == '"':
                inside = not inside
                row.append(0)
            else:
                row.append(int(inside))
        flags.append(row)
    return flags


def headline(words):
    """Whether (nearly) every longer word is capitalised, so that a capital says nothing."""
    longer = [w for w in words if len(w) >= 4 and w[0].isalpha()]
    return int(len(longer) >= 3 and sum(w[0].isupper() for w in longer) >= 0.8 * len(longer))


def features(doc):
    """Per sentence, per word: the indices into the feature tables."""
    out = []
    for s, q in zip(doc.sentences, quotes(doc)):
        h = headline(s.words)
        out.append([[shape(w), (2 if s.paragraph else 1) if i == 0 else 0, h, q[i]] for i, w in enumerate(s.words)])
    return out


@dataclass
class Window:
    """Sentences `first..end` of a document; those before `own` are context that an earlier window answers for."""
    doc: Doc
    first: int
    own: int
    end: int


def windows(doc, pieces, limit, overlap, start=0):
    """Cuts a document into windows of whole sentences of at most `limit` pieces, each beginning with up to `overlap`
    pieces of the sentences before. `pieces` counts those of a sentence."""
    out, at, n = [], start, len(doc.sentences)
    while at < n:
        first, size = at, 0
        while first > start and size + pieces(first - 1) <= overlap:
            first -= 1
            size += pieces(first)
        end = at
        while end < n and (end == at or size + pieces(end) <= limit):
            size += pieces(end)
            end += 1
        out.append(Window(doc, first, at, end))
        at = end
    return out
