"""Writes the weights that the program embeds: int8 with one scale for each output channel, heads joined.

`python export.py runs/NAME/last.pt --base MINILM --out ../models/language.safetensors`
"""
import argparse, hashlib, json, os, struct
import numpy as np, torch
from safetensors.numpy import save
from data import FEATURES, LABELS
from model import Model

FORMAT = "servanda-language/1"


def quantised(name, weight, bias, out):
    w = weight.detach().float().numpy()
    scale = np.maximum(np.abs(w).max(1), 1e-12) / 127
    out[f"{name}.weight"] = np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8)
    out[f"{name}.weight.scale"] = scale.astype(np.float32)
    out[f"{name}.bias"] = floats(bias)


def floats(x):
    return x.detach().float().numpy().astype(np.float32).copy()


def plain(name, weight, bias, out):
    out[f"{name}.weight"], out[f"{name}.bias"] = floats(weight), floats(bias)


def tensors(m, vocabulary):
    out = {"vocab": np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8).copy()}
    e = m.encoder
    w = floats(e.word.weight)
    scale = np.maximum(np.abs(w).max(1), 1e-12) / 127
    out["embeddings.word"] = np.rint(w / scale[:, None]).astype(np.int8)
    out["embeddings.word.scale"] = scale.astype(np.float32)
    out["embeddings.position"] = floats(e.position.weight)
    for k, f in enumerate(e.feature):
        out[f"embeddings.feature.{k}"] = floats(f.weight)
    plain("embeddings.norm", e.norm.weight, e.norm.bias, out)
    for i, l in enumerate(e.layers):
        for part in ("qkv", "attention", "up", "down"):
            quantised(f"layer.{i}.{part}", getattr(l, part).weight, getattr(l, part).bias, out)
        for part in ("attention_norm", "norm"):
            plain(f"layer.{i}.{part}", getattr(l, part).weight, getattr(l, part).bias, out)
    hidden = [m.tags.hidden, m.names.hidden, m.flat.hidden, m.arc_dep, m.arc_head, m.rel_dep, m.rel_head, m.role_word, m.role_word2]
    join = lambda ls: (torch.cat([l.weight for l in ls]), torch.cat([l.bias for l in ls]))
    quantised("heads.hidden", *join(hidden), out)
    quantised("heads.cue", *join([m.role_cue, m.role_cue2]), out)
    plain("heads.tags", *join([m.tags.outs["upos"], m.tags.outs["xpos"]]), out)
    plain("heads.names", *join([m.names.outs["ner"]]), out)
    plain("heads.flat", *join([m.flat.outs[k] for k in ("source", "cue", "content")]), out)
    quantised("heads.arcs", m.arc_bilinear.T.contiguous(), torch.zeros(m.arc_bilinear.shape[1]), out)
    plain("heads.arc_bias", m.arc_bias.weight, torch.zeros(1), out)
    plain("heads.relations", m.rel_out.weight, m.rel_out.bias, out)
    plain("heads.role", m.role_out.weight, m.role_out.bias, out)
    out["heads.arc_root"] = floats(m.root)
    out["heads.role_distance"] = floats(m.role_distance.weight)
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("checkpoint", nargs="+", help="of several the mean is taken"); a.add_argument("--base", required=True); a.add_argument("--out", required=True)
    args = a.parse_args()
    states = [torch.load(path, map_location="cpu")["model"] for path in args.checkpoint]
    state = {name: sum(s[name] for s in states) / len(states) for name in states[0]}
    layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    m = Model(layers)
    m.load_state_dict(state)
    vocabulary = open(os.path.join(args.base, "vocab.txt"), encoding="utf8").read().split("\n")
    vocabulary = vocabulary[: m.encoder.word.weight.shape[0]]
    out = tensors(m, vocabulary)
    config = {"layers": layers, "hidden": 384, "heads": 12, "intermediate": 1536, "features": FEATURES, "labels": LABELS}
    raw = save(out)
    data = raw[8 + struct.unpack("<Q", raw[:8])[0]:]
    metadata = {"format": FORMAT, "sha256": hashlib.sha256(data).hexdigest(), "config": json.dumps(config, sort_keys=True)}
    raw = save(out, metadata=metadata)
    assert raw[8 + struct.unpack("<Q", raw[:8])[0]:] == data
    os.makedirs(os.path.dirname(args.out) or ".", exist_ok=True)
    open(args.out, "wb").write(raw)
    print(args.out, f"{len(raw) / 1e6:.1f} MB", metadata["sha256"])


if __name__ == "__main__":
    main()
