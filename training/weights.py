"""The weights that the program embeds, read back: what `export.py` wrote, as the parts of a model."""
import numpy as np, torch
from safetensors.numpy import load_file


def read(path, model):
    """A state of `model` with the weights of `path`, to within their int8 steps."""
    w = load_file(path)

    def matrix(name):
        scale = w.get(f"{name}.weight.scale", w.get(f"{name}.scale"))
        x = (w[f"{name}.weight"] if f"{name}.weight" in w else w[name]).astype(np.float32)
        return torch.from_numpy(x if scale is None else x * scale[:, None])

    vector = lambda name: torch.from_numpy(w[name].astype(np.float32))
    state = {
        "encoder.word.weight": matrix("embeddings.word"),
        "encoder.position.weight": vector("embeddings.position"),
        "arc_bilinear": matrix("heads.arcs").T.contiguous(),
        "arc_bias.weight": vector("heads.arc_bias.weight"),
        "root": vector("heads.arc_root"),
        "role_distance.weight": vector("heads.role_distance"),
        "rel_root": model.rel_root.detach().clone(),
    }
    for k in range(len(model.encoder.feature)):
        state[f"encoder.feature.{k}.weight"] = vector(f"embeddings.feature.{k}")

    def part(target, source):
        state[f"{target}.weight"], state[f"{target}.bias"] = matrix(source), vector(f"{source}.bias")

    part("encoder.norm", "embeddings.norm")
    for i in range(len(model.encoder.layers)):
        for name in ("qkv", "attention", "up", "down", "attention_norm", "norm"):
            part(f"encoder.layers.{i}.{name}", f"layer.{i}.{name}")
    part("rel_out", "heads.relations")
    part("role_out", "heads.role")
    split(state, matrix, vector, "heads.hidden", model, ["tags.hidden", "names.hidden", "flat.hidden", "arc_dep", "arc_head", "rel_dep", "rel_head", "role_word", "role_word2"])
    split(state, matrix, vector, "heads.cue", model, ["role_cue", "role_cue2"])
    split(state, matrix, vector, "heads.tags", model, ["tags.outs.upos", "tags.outs.xpos"])
    split(state, matrix, vector, "heads.names", model, ["names.outs.ner"])
    split(state, matrix, vector, "heads.flat", model, [f"flat.outs.{k}" for k in ("source", "cue", "content")])
    return state


def split(state, matrix, vector, source, model, parts):
    """Layers that the file has joined."""
    sizes = [model.get_submodule(p).out_features for p in parts]
    for p, weight, bias in zip(parts, matrix(source).split(sizes), vector(f"{source}.bias").split(sizes)):
        state[f"{p}.weight"], state[f"{p}.bias"] = weight.contiguous(), bias.contiguous()
