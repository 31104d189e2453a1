"""Trains the language layer. `python train.py --shared ../../shared --base MINILM --tokens TOK --out runs/NAME`

Writes a checkpoint after every epoch and goes on from it when started again. See README.md for the whole command.
"""
import argparse, json, os, random, time
import torch, torch.nn.functional as F
import weights
from data import *
from model import *
from infer import evaluate
from augment import Augmenter


def load(shared, tokens):
    d = os.path.join(shared, "data")
    genre = lambda name: name.split("_")[1]
    return {
        "ewt": read_conllu(f"{d}/ud-english-ewt/train.conllu"),
        "gum": read_conllu(f"{d}/ud-english-gum/train.conllu", lambda n: genre(n) in GUM_GENRES),
        "ner": read_bio(f"{d}/ner-worldwide-newswire/train.bio"),
        "polnear": read_polnear(f"{d}/polnear/train", f"{tokens}/train"),
    }


def collate(items, pieces, noise=0.0):
    """Windows → tensors. An item is (window, features)."""
    rows = []
    for w, feats in items:
        ids, word_of, f = [101], [-1], [[0] * len(FEATURES)]
        n = 0
        for si in range(w.first, w.end):
            for word, feat in zip(w.doc.sentences[si].words, feats[si]):
                p = pieces(word)
                if noise and random.random() < noise:
                    p = [103] * len(p)
                ids += p
                word_of += [n] * len(p)
                f += [feat] * len(p)
                n += 1
        cut = ids[:511]
        rows.append((cut + [102], word_of[: len(cut)] + [-1], f[: len(cut)] + [[0] * len(FEATURES)], n))
    t = max(len(r[0]) for r in rows)
    words = max(r[3] for r in rows)
    pad = lambda xs, v: xs + [v] * (t - len(xs))
    return {
        "ids": torch.tensor([pad(r[0], 0) for r in rows]),
        "mask": torch.tensor([pad([True] * len(r[0]), False) for r in rows]),
        "word_of": torch.tensor([pad([words if x < 0 else x for x in r[1]], words) for r in rows]),
        "features": torch.tensor([pad(r[2], [0] * len(FEATURES)) for r in rows]),
        "words": words,
    }


def targets(items, words):
    """The labels of a batch; -100 where there is none."""
    b = len(items)
    out = {k: torch.full((b, words), -100) for k in ("upos", "xpos", "heads", "deprel", "ner", "source", "cue", "content")}
    sentence = torch.full((b, words), -1)
    cues, roles = [], []
    for i, (w, _) in enumerate(items):
        n = 0
        offset = sum(len(s.words) for s in w.doc.sentences[: w.first])
        for k, s in enumerate(w.doc.sentences[w.first:w.end]):
            m = len(s.words)
            sentence[i, n:n + m] = k
            for key in ("upos", "xpos", "deprel", "ner"):
                if getattr(s, key):
                    out[key][i, n:n + m] = torch.tensor(getattr(s, key))
            if s.heads:
                out["heads"][i, n:n + m] = torch.tensor([words if h < 0 else n + h for h in s.heads])
            n += m
        if w.doc.attributions is not None:
            for role in ("source", "cue", "content"):
                tags = torch.zeros(n, dtype=torch.long)
                for a in w.doc.attributions:
                    inside(getattr(a, role), offset, n, tags, 1)
                out[role][i, :n] = tags
            for a in w.doc.attributions:
                c = [x - offset for x in a.cue if offset <= x < offset + n]
                if not c:
                    continue
                tags = torch.zeros(words, dtype=torch.long)
                tags[n:] = -100
                inside(a.content, offset, n, tags, 3)
                inside(a.source, offset, n, tags, 1)
                cues.append((i, c[0], c[-1] + 1))
                roles.append(tags)
    return out, sentence, cues, roles


def inside(words, offset, n, tags, begin):
    """Writes B and I tags for the words of a role that lie in the window."""
    before = None
    for x in words:
        k = x - offset
        if 0 <= k < n:
            tags[k] = begin + 1 if before == k - 1 else begin
            before = k


def loss_of(model, batch, items, share):
    h, scores = model(batch)
    y, sentence, cues, roles = targets(items, batch["words"])
    losses = {}
    for key in ("upos", "xpos", "ner", "source", "cue", "content"):
        if (y[key] >= 0).any():
            losses[key] = F.cross_entropy(scores[key].float().flatten(0, 1), y[key].flatten())
    rows = (y["heads"] >= 0).any(1)
    if rows.any():
        hh, gold, sent = h[rows], y["heads"][rows], sentence[rows]
        arcs = model.arcs(hh).float()
        same = sent[:, :, None] == sent[:, None, :]
        same = torch.cat([same & (sent >= 0)[:, None, :], torch.ones(*sent.shape, 1, dtype=torch.bool)], 2)
        arcs = arcs.masked_fill(~same, -1e4)
        losses["arc"] = F.cross_entropy(arcs.flatten(0, 1), gold.flatten())
        rel = model.relations(hh, gold.clamp(min=0)).float()
        losses["rel"] = F.cross_entropy(rel.flatten(0, 1), y["deprel"][rows].flatten())
    if cues:
        chosen = list(range(len(cues))) if len(cues) <= 96 else random.sample(range(len(cues)), 96)
        r = model.roles(h, [cues[c] for c in chosen]).float()
        losses["role"] = F.cross_entropy(r.flatten(0, 1), torch.stack([roles[c] for c in chosen]).flatten())
    total = sum(share.get(k, 1.0) * v for k, v in losses.items())
    return total, {k: v.item() for k, v in losses.items()}


WEIGHTS = {"upos": 0.5, "xpos": 0.5, "arc": 1.0, "rel": 1.0, "ner": 2.0, "source": 1.0, "cue": 1.0, "content": 1.0, "role": 4.0}


def one_annotator(docs):
    """Of the annotations of one text one, another each time."""
    by_name = {}
    for doc in docs:
        by_name.setdefault(doc.name, []).append(doc)
    return [random.choice(group) for group in by_name.values()]


def shown(corpora, names, others):
    """(corpus, document) of an epoch: the newswire `names` times, the other corpora `others` times."""
    for name, docs in corpora.items():
        docs = one_annotator(docs)
        whole, part = divmod(names if name == "ner" else others, 1)
        yield from ((name, doc) for doc in docs * int(whole) + random.sample(docs, round(part * len(docs))))


def epoch_items(corpora, augmenter, pieces, limit, names, others):
    """(length, window, features) of all that an epoch shows."""
    augmenter.learn_mentions(corpora["ner"])
    items = []
    for name, doc in shown(corpora, names, others):
        doc = augmenter(name, doc)
        feats = features(doc)
        size = lambda si: sum(len(pieces(w)) for w in doc.sentences[si].words)
        offset = random.randrange(min(6, len(doc.sentences)))
        ws = windows(doc, size, limit, random.choice([0, 30]))
        if offset:
            ws = [Window(doc, 0, 0, offset)] + windows(doc, size, limit, random.choice([0, 30]), offset)
        for w in ws:
            length = sum(size(si) for si in range(w.first, w.end))
            items.append((length, w, feats))
    for doc in augmenter.templates(len(items) // 12):
        feats = features(doc)
        items.append((sum(len(pieces(w)) for s in doc.sentences for w in s.words), Window(doc, 0, 0, len(doc.sentences)), feats))
    return items


def batches(items, budget):
    """Windows of like length together, about `budget` pieces a batch, in random order."""
    items = sorted(items, key=lambda x: x[0] + random.random() * 24)
    out, now, longest = [], [], 0
    for length, w, f in items:
        longest = max(longest, min(length, 510) + 2)
        if now and longest * (len(now) + 1) > budget:
            out.append(now)
            now, longest = [], min(length, 510) + 2
        now.append((w, f))
    out.append(now)
    random.shuffle(out)
    return out


def epoch_batches(corpora, pieces, args):
    items = epoch_items(corpora, Augmenter(HERE), pieces, args.limit, args.names, args.others)
    return batches(items, args.budget)


def arguments():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", default="../../shared"); a.add_argument("--base", required=True)
    a.add_argument("--tokens", required=True); a.add_argument("--out", required=True)
    a.add_argument("--init", help="weights to start from instead of the base's: a checkpoint, or the file that the program embeds")
    a.add_argument("--epochs", type=int, default=5); a.add_argument("--budget", type=int, default=3600)
    a.add_argument("--limit", type=int, default=200); a.add_argument("--layers", type=int, default=6, help="the lowest so many of the encoder's")
    a.add_argument("--lr", type=float, default=2.5e-4); a.add_argument("--head-lr", type=float, default=1e-3)
    a.add_argument("--word-lr", type=float, default=0, help="of the embeddings of the word pieces; 0 leaves them as they are")
    a.add_argument("--noise", type=float, default=0.03); a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=2); a.add_argument("--every", type=int, default=1)
    a.add_argument("--names", type=float, default=1, help="how often the newswire is shown in an epoch, each time with other names; less than 1: a share of it")
    a.add_argument("--others", type=float, default=1, help="the same for the other corpora")
    return a.parse_args()


def seed(number):
    random.seed(number); torch.manual_seed(number)


def model_of(args):
    model = Model(args.layers)
    model.encoder.load_minilm(args.base)
    if args.init:
        state = weights.read(args.init, model) if args.init.endswith(".safetensors") else torch.load(args.init)["model"]
        model.load_state_dict(state)
    model.encoder.word.weight.requires_grad_(args.word_lr > 0)
    return model


def optimizer_of(model, args):
    word = model.encoder.word.weight
    encoder = [p for p in model.encoder.parameters() if p is not word]
    ids = {id(p) for p in [word, *encoder]}
    heads = [p for p in model.parameters() if id(p) not in ids and p.requires_grad]
    groups = [{"params": encoder, "lr": args.lr, "weight_decay": 0.01}, {"params": heads, "lr": args.head_lr, "weight_decay": 0.01}]
    if word.requires_grad:
        groups.append({"params": [word], "lr": args.word_lr, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def schedule_of(opt, steps):
    """Up over the first twentieth, then down to zero, both linear."""
    warm = max(50, steps // 20)
    return torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / max(1, steps - warm))))


class Checkpoint:
    """What goes on from epoch to epoch, and its file."""

    def __init__(self, path, **parts):
        self.path, self.parts = path, parts
        self.epoch = self.step = 0
        if os.path.exists(path):
            c = torch.load(path)
            for name, part in parts.items():
                part.load_state_dict(c[name])
            self.epoch, self.step = c["epoch"], c["step"]
            print("going on after epoch", self.epoch, flush=True)

    def save(self):
        states = {name: part.state_dict() for name, part in self.parts.items()}
        torch.save({**states, "epoch": self.epoch, "step": self.step}, self.path + ".tmp")
        os.replace(self.path + ".tmp", self.path)


def train(model, opt, sched, bs, pieces, args, title):
    """One epoch over its batches; prints the mean losses of every 50."""
    model.train()
    t0, seen, sums, counts = time.time(), 0, {}, {}
    for k, items in enumerate(bs):
        batch = collate(items, pieces, args.noise)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss, parts = loss_of(model, batch, items, WEIGHTS)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step(); sched.step()
        seen += int(batch["mask"].sum())
        for n, v in parts.items():
            sums[n] = sums.get(n, 0) + v; counts[n] = counts.get(n, 0) + 1
        if k % 50 == 49:
            print(f"{title} {k + 1}/{len(bs)} {seen / (time.time() - t0):.0f} pieces/s", " ".join(f"{n} {sums[n] / counts[n]:.3f}" for n in sums), flush=True)
            sums, counts = {}, {}


def report(model, pieces, args, epoch, minutes):
    """The development figures, printed and added to the log."""
    model.eval()
    scores = evaluate(model, pieces, args.shared, args.tokens, quick=epoch < args.epochs)
    row = json.dumps({"epoch": epoch, "minutes": round(minutes, 1), **scores})
    print(row, flush=True)
    with open(os.path.join(args.out, "log.jsonl"), "a") as log:
        log.write(row + "\n")


def main():
    args = arguments()
    os.makedirs(args.out, exist_ok=True)
    torch.set_num_threads(args.threads)
    seed(args.seed)
    pieces = Pieces(args.base)
    corpora = load(args.shared, args.tokens)
    for k, docs in corpora.items():
        print(k, len(docs), "documents", sum(len(s.words) for d in docs for s in d.sentences), "words", flush=True)
    model = model_of(args)
    opt = optimizer_of(model, args)
    random.seed(args.seed)
    sched = schedule_of(opt, args.epochs * len(epoch_batches(corpora, pieces, args)))
    at = Checkpoint(os.path.join(args.out, "last.pt"), model=model, opt=opt, sched=sched)
    while at.epoch < args.epochs:
        t0 = time.time()
        seed(args.seed * 1000 + at.epoch)
        bs = epoch_batches(corpora, pieces, args)
        at.epoch, at.step = at.epoch + 1, at.step + len(bs)
        train(model, opt, sched, bs, pieces, args, f"epoch {at.epoch}")
        at.save()
        if at.epoch % args.every == 0 or at.epoch == args.epochs:
            report(model, pieces, args, at.epoch, (time.time() - t0) / 60)


if __name__ == "__main__":
    main()
