"""The encoder and its heads, as `servanda_language` runs them."""
import os
import torch, torch.nn as nn, torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from data import FEATURES, LABELS, NER_TAGS

MAX_WORD_PIECES = 8
ROLE_TAGS = ["O", "B-source", "I-source", "B-content", "I-content"]
FLAT_TAGS = 3  # O, B, I for each of source, cue, content
DISTANCES = 24


class Pieces:
    """Word pieces of single words (uncased BERT), remembered."""

    def __init__(self, base):
        self.tokenizer = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache = {}

    def __call__(self, word):
        ids = self.cache.get(word)
        if ids is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_WORD_PIECES] or [100]
            self.cache[word] = ids
        return ids


class Dropout(nn.Module):
    """Dropout from a pool of random masks: drawing fresh random numbers costs a CPU more than the products do."""

    pools = {}

    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        pool = Dropout.pools.get(self.p)
        if pool is None:
            pool = Dropout.pools[self.p] = ((torch.rand(1 << 23) >= self.p) / (1 - self.p)).to(torch.bfloat16)
        n = x.numel()
        if n > pool.numel():
            return F.dropout(x, self.p)
        at = int(torch.randint(pool.numel() - n + 1, (1,)))
        return x * pool[at:at + n].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, d, heads, inner, p):
        super().__init__()
        self.heads = heads
        self.qkv, self.attention = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.attention_norm = nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.drop = Dropout(p)

    def forward(self, x, mask):
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: for these sizes faster on a CPU, backward above all, than the fused kernel.
        a = torch.softmax(q * (q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask, -1) @ v
        x = self.attention_norm(x + self.drop(self.attention(a.transpose(1, 2).reshape(b, t, d))))
        return self.norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, layers=6, d=384, heads=12, inner=1536, vocab=30522, positions=512, p=0.1):
        super().__init__()
        self.word, self.position = nn.Embedding(vocab, d), nn.Embedding(positions, d)
        self.feature = nn.ModuleList(nn.Embedding(n, d) for n in FEATURES)
        for f in self.feature:
            nn.init.normal_(f.weight, std=0.01)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(d, heads, inner, p) for _ in range(layers))
        self.drop = Dropout(p)

    def forward(self, ids, features, mask):
        x = self.word(ids) + self.position.weight[: ids.shape[1]]
        is_word = ((ids != 101) & (ids != 102) & (ids != 0)).unsqueeze(-1)  # [CLS] and [SEP] carry no features
        for k, table in enumerate(self.feature):
            x = x + table(features[..., k]) * is_word
        x = self.drop(self.norm(x))
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else bias)
        return x

    def load_minilm(self, base):
        w = load_file(os.path.join(base, "model.safetensors"))
        w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
        with torch.no_grad():
            self.word.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"]); self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, l in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    getattr(l.qkv, part).copy_(torch.cat([w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]))
                    getattr(l.attention, part).copy_(w[f"{p}attention.output.dense.{part}"])
                    getattr(l.attention_norm, part).copy_(w[f"{p}attention.output.LayerNorm.{part}"])
                    getattr(l.up, part).copy_(w[f"{p}intermediate.dense.{part}"])
                    getattr(l.down, part).copy_(w[f"{p}output.dense.{part}"])
                    getattr(l.norm, part).copy_(w[f"{p}output.LayerNorm.{part}"])


def distance_bucket(delta):
    """Signed distance in words → 0..DISTANCES-1, logarithmic beyond 4."""
    a = delta.abs().clamp(max=255).float()
    b = torch.where(a <= 4, a, 4 + torch.floor(torch.log2(a.clamp(min=1) / 4) * 1.34)).clamp(max=11).long()
    return torch.where(delta < 0, 11 - b, 12 + b)


class Tagger(nn.Module):
    """One hidden layer, then the scores of the tags."""

    def __init__(self, d, hidden, outs, p):
        super().__init__()
        self.hidden = nn.Linear(d, hidden)
        self.outs = nn.ModuleDict({k: nn.Linear(hidden, n) for k, n in outs.items()})
        self.drop = Dropout(p)

    def forward(self, h):
        x = self.drop(F.relu(self.hidden(h)))
        return {k: o(x) for k, o in self.outs.items()}


class Model(nn.Module):
    def __init__(self, layers=6, d=384, arc=256, rel=128, role=192, p=0.25):
        super().__init__()
        self.encoder = Encoder(layers)
        self.drop = Dropout(p)
        self.tags = Tagger(d, 256, {"upos": len(LABELS["upos"]), "xpos": len(LABELS["xpos"])}, p)
        self.names = Tagger(d, 256, {"ner": len(NER_TAGS)}, p)
        self.flat = Tagger(d, 256, {"source": FLAT_TAGS, "cue": FLAT_TAGS, "content": FLAT_TAGS}, p)
        self.arc_dep, self.arc_head = nn.Linear(d, arc), nn.Linear(d, arc)
        self.arc_bilinear = nn.Parameter(torch.eye(arc) * 0.05)
        self.arc_bias = nn.Linear(arc, 1, bias=False)  # how much a word is a head at all
        self.root = nn.Parameter(torch.randn(arc) * 0.02)
        self.rel_dep, self.rel_head = nn.Linear(d, rel), nn.Linear(d, rel)
        self.rel_root = nn.Parameter(torch.randn(rel) * 0.02)
        self.rel_out = nn.Linear(3 * rel, len(LABELS["deprel"]))
        self.role_word, self.role_cue = nn.Linear(d, role), nn.Linear(d, role)
        self.role_word2, self.role_cue2 = nn.Linear(d, role), nn.Linear(d, role)
        self.role_distance = nn.Embedding(DISTANCES, role)
        self.role_out = nn.Linear(role, len(ROLE_TAGS))

    def words(self, batch):
        x = self.encoder(batch["ids"], batch["features"], batch["mask"])
        b, t, d = x.shape
        w = batch["words"]
        # mean of each word's pieces; piece → word index, the last row takes what is no word
        out = torch.zeros(b, w + 1, d, dtype=torch.float32)
        index = batch["word_of"].unsqueeze(-1).expand(-1, -1, d)
        out = out.scatter_add(1, index, x.float())
        count = torch.zeros(b, w + 1).scatter_add(1, batch["word_of"], torch.ones_like(batch["word_of"], dtype=torch.float32))
        return (out / count.clamp(min=1).unsqueeze(-1))[:, :w]

    def arcs(self, h):
        """[batch, dependent, head], the last head being the root."""
        dep, head = F.relu(self.arc_dep(h)), F.relu(self.arc_head(h))
        dep, head = self.drop(dep), self.drop(head)
        head = torch.cat([head, self.root.to(head.dtype).expand(h.shape[0], 1, -1)], 1)
        return (dep @ self.arc_bilinear.to(dep.dtype)) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)

    def relations(self, h, heads):
        """Scores of the labels of each word's arc to `heads` (index; number of words = the root)."""
        u, v = F.relu(self.rel_dep(h)), F.relu(self.rel_head(h))
        v = torch.cat([v, self.rel_root.to(v.dtype).expand(h.shape[0], 1, -1)], 1)
        v = v.gather(1, heads.unsqueeze(-1).expand(-1, -1, v.shape[-1]))
        u, v = self.drop(u), self.drop(v)
        return self.rel_out(torch.cat([u * v, u, v], -1))

    def roles(self, h, cues):
        """Scores of ROLE_TAGS for every word of the window, for each cue (row, first, end)."""
        rows = torch.tensor([c[0] for c in cues])
        center = torch.stack([h[r, a:e].mean(0) for r, a, e in cues])
        words = h[rows]
        at = torch.arange(h.shape[1])
        first = torch.tensor([c[1] for c in cues])[:, None]
        end = torch.tensor([c[2] for c in cues])[:, None]
        delta = torch.where(at < first, at - first, torch.where(at >= end, at - end + 1, torch.zeros_like(at)))
        x = self.role_word(words) + self.role_cue(center)[:, None] + self.role_distance(distance_bucket(delta))
        x = x + self.role_word2(words) * self.role_cue2(center)[:, None]
        return self.role_out(self.drop(F.relu(x)))

    def forward(self, batch):
        h = self.drop(self.words(batch))
        return h, {**self.tags(h), **self.names(h), **self.flat(h)}
