"""Decoding and development scores. README.md says in what the program's own decoding differs."""
import collections, json, subprocess, sys, tempfile
import torch
from data import *

LIMIT, OVERLAP, REACH = 220, 60, 160


def viterbi(scores):
    """The best sequence of tags of `O, B, I, B, I …` where an I follows only the B or I of its kind."""
    n, m = scores.shape
    ok = torch.ones(m, m, dtype=torch.bool)
    for j in range(2, m, 2):
        for i in range(m):
            ok[i, j] = i in (j, j - 1)
    bias = torch.where(ok, 0.0, -1e9)
    best = scores[0].clone()
    best[2::2] = -1e9
    back = []
    for t in range(1, n):
        step, arg = (best[:, None] + bias).max(0)
        back.append(arg)
        best = step + scores[t]
    tags = [int(best.argmax())]
    for arg in reversed(back):
        tags.append(int(arg[tags[-1]]))
    return tags[::-1]


@torch.no_grad()
def run(model, pieces, docs, want, budget=6000):
    """For every document: the scores of each layer for each of its words (own windows), and what roles need."""
    from train import batches, collate
    items, place = [], []
    results = [dict() for _ in docs]
    for d, doc in enumerate(docs):
        feats = features(doc)
        size = lambda si: sum(len(pieces(w)) for w in doc.sentences[si].words)
        for w in windows(doc, size, LIMIT, OVERLAP):
            items.append((sum(size(si) for si in range(w.first, w.end)), w, feats))
            place.append((id(w), d))
    where = dict(place)
    for group in batches(items, budget):
        batch = collate(group, pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h, scores = model(batch)
        for row, (w, _) in enumerate(group):
            results[where[id(w)]][w.first, w.own] = (w, h[row].float(), {k: v[row].float() for k, v in scores.items() if k in want})
    return results


def offsets_of(doc):
    at, out = 0, []
    for s in doc.sentences:
        out.append(at)
        at += len(s.words)
    return out + [at]


def layer(doc, result, key):
    """The scores of a layer for each word of the document, from the window that answers for it."""
    at = offsets_of(doc)
    out = [None] * at[-1]
    for w, h, scores in result.values():
        for k in range(at[w.own], at[w.end]):
            out[k] = scores[key][k - at[w.first]]
    return torch.stack(out)


def states(doc, result):
    """The state of each word of the document, from the window that answers for it."""
    at = offsets_of(doc)
    return torch.cat([h[at[w.own] - at[w.first]:at[w.end] - at[w.first]] for _, (w, h, _) in sorted(result.items())])


@torch.no_grad()
def syntax_scores(model, pieces, docs):
    n = upos = xpos = uas = las = 0
    for doc, result in zip(docs, run(model, pieces, docs, ("upos", "xpos"))):
        at = offsets_of(doc)
        for w, h, scores in result.values():
            for si in range(w.own, w.end):
                s = doc.sentences[si]
                a = at[si] - at[w.first]
                m = len(s.words)
                x = h[a:a + m][None]
                arcs = model.arcs(x)[0]
                heads = arcs.argmax(1)
                rel = model.relations(x, heads[None])[0].argmax(1)
                gold = torch.tensor([m if g < 0 else g for g in s.heads])
                n += m
                upos += int((scores["upos"][a:a + m].argmax(1) == torch.tensor(s.upos)).sum())
                xpos += int((scores["xpos"][a:a + m].argmax(1) == torch.tensor(s.xpos)).sum())
                right = heads == gold
                uas += int(right.sum())
                las += int((right & (rel == torch.tensor(s.deprel))).sum())
    return {k: round(100 * v / n, 2) for k, v in dict(upos=upos, xpos=xpos, uas=uas, las=las).items()}


def names_scores(model, pieces, docs):
    counts = collections.Counter()
    for doc, result in zip(docs, run(model, pieces, docs, ("ner",))):
        scores = torch.log_softmax(layer(doc, result, "ner"), -1)
        at = offsets_of(doc)
        for si, s in enumerate(doc.sentences):
            ours = set(spans(viterbi(scores[at[si]:at[si + 1]])))
            gold = set(spans(s.ner))
            for x in ours | gold:
                kind = LABELS["entity"][x[0]]
                for group in (kind, "all") + (("plo",) if kind in ("Person", "Location", "Organization") else ()):
                    counts[group, "tp"] += x in ours and x in gold
                    counts[group, "n"] += (x in ours) + (x in gold)
    return {g: round(200 * counts[g, "tp"] / max(1, counts[g, "n"]), 2) for g in ("plo", "Person", "Location", "Organization", "NORP", "Date", "all")}


@torch.no_grad()
def attributions(model, doc, result):
    """[(source words, cue words, content words)] of a document, in words of the document."""
    at = offsets_of(doc)
    cue = torch.log_softmax(layer(doc, result, "cue"), -1)
    cues = []
    for si in range(len(doc.sentences)):
        cues += [(at[si] + a, at[si] + e) for _, a, e in spans(viterbi(cue[at[si]:at[si + 1]]))]
    words = states(doc, result)
    out = []
    for a, e in cues:
        near = range(max(0, a - REACH), min(len(words), e + REACH))
        r = model.roles(words[None, near.start:near.stop], [(0, a - near.start, e - near.start)])[0]
        r = r - r[:, :1]
        tags = viterbi(r)
        source, content = [], []
        for kind, f, g in spans(tags):
            p = sum(float(r[k][tags[k]]) for k in range(f, g)) / (g - f)
            (source if kind == 0 else content).append((p, [near.start + k for k in range(f, g)]))
        source = max(source)[1] if source else []
        content = [k for _, ks in content for k in ks]
        if content:
            out.append((source, list(range(a, e)), content))
    return out


def write_ann(path, doc, relations):
    lines, n = [], 0
    for k, roles in enumerate(relations, 1):
        args = []
        for name, words in zip(("Source", "Cue", "Content"), roles):
            if not words:
                continue
            frags, first = [], 0
            for i in range(1, len(words) + 1):
                if i == len(words) or words[i] != words[i - 1] + 1:
                    frags.append(f"{doc.offsets[words[first]][0]} {doc.offsets[words[i - 1]][1]}")
                    first = i
            n += 1
            lines.append(f"T{n}\t{name} {';'.join(frags)}\tx")
            args.append(f"{name}:T{n}")
        n += 1
        lines.append(f"T{n}\tAttribution 0 1\tx")
        lines.append(f"E{k}\tAttribution:T{n} {' '.join(args)}")
    open(path, "w", encoding="utf8").write("\n".join(lines) + "\n")


def attribution_scores(model, pieces, shared, tokens, split="dev"):
    folder = f"{shared}/data/polnear/{split}"
    seen, docs = set(), []
    for d in read_polnear(folder, f"{tokens}/{split}"):
        if d.name not in seen:
            seen.add(d.name)
            docs.append(d)
    with tempfile.TemporaryDirectory() as tmp:
        for doc, result in zip(docs, run(model, pieces, docs, ("cue",))):
            write_ann(f"{tmp}/{doc.name}.ann", doc, attributions(model, doc, result))
        out = f"{tmp}/scores.json"
        text = subprocess.run([sys.executable, f"{shared}/score/attribution.py", f"{folder}/attributions", tmp, "--text", f"{folder}/text", "--json", out], capture_output=True, text=True)
        try:
            return json.load(open(out))
        except OSError:
            return {"error": text.stdout[-2000:] + text.stderr[-2000:]}


def evaluate(model, pieces, shared, tokens, quick=False):
    d = f"{shared}/data"
    out = {}
    for name in ("ewt", "gum"):
        out[name] = syntax_scores(model, pieces, read_conllu(f"{d}/ud-english-{name}/dev.conllu"))
    out["names"] = names_scores(model, pieces, read_bio(f"{d}/ner-worldwide-newswire/dev.bio"))
    if not quick:
        out["attribution"] = attribution_scores(model, pieces, shared, tokens)
    return out
