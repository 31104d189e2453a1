"""Trains the ranker of mention chains (crates/language/src/chains/ranker.rs).

    python chain_corpus.py ../../shared train TRAIN.conllu
    cargo run --release -p servanda-language --example chains -- --decisions TRAIN.conllu decisions.txt
    python chains.py decisions.txt ../crates/language/data/chain-weights.tsv

A decision is a choice between "new" and the earlier mentions that a mention may take up; the model is linear in its
features, its loss the softmax-margin of Durrett and Klein (2013) over all right choices, its penalty L1, so that few
weights are left.
A wrong link costs more than a missed one (--false-link, --false-new).
"""

import argparse
import random
from array import array

import torch

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("decisions", nargs="+")
parser.add_argument("out")
parser.add_argument("--false-link", type=float, default=0.6, help="cost of taking up something where new is right")
parser.add_argument("--wrong-link", type=float, default=1.0, help="cost of taking up the wrong thing")
parser.add_argument("--false-new", type=float, default=0.5, help="cost of new where something is taken up")
parser.add_argument("--eager", type=float, default=0.6, help="taken off the weight of new: less precision, more recall")
parser.add_argument("--least", type=int, default=12, help="decisions in which a feature must occur")
parser.add_argument("--l1", type=float, default=1e-4)
parser.add_argument("--epochs", type=int, default=8)
parser.add_argument("--seed", type=int, default=1)


def read(paths):
    """The decisions, each a list of (right, features), and the names of the features."""
    numbers, decisions, current = {}, [], []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                right, *features = line.rstrip("\n").split("\t")
                if right:
                    current.append((right == "1", array("i", [numbers.setdefault(f, len(numbers)) for f in features])))
                elif current:
                    decisions.append(current)
                    current = []
    return decisions, list(numbers)


def batches(decisions, keep, options, size=64):
    """Tensors of `size` decisions: features, where each choice begins, its decision, whether it is right, its cost."""
    out = []
    for first in range(0, len(decisions), size):
        features, offsets, of, rights, costs = [], [], [], [], []
        for number, choices in enumerate(decisions[first : first + size]):
            for at, (right, known) in enumerate(choices):
                offsets.append(len(features))
                features.extend(keep[f] for f in known if keep[f] >= 0)
                of.append(number)
                rights.append(float(right))
                wrong = options.false_new if at == 0 else options.false_link if choices[0][0] else options.wrong_link
                costs.append(0.0 if right else wrong)
        out.append((torch.tensor(features), torch.tensor(offsets), torch.tensor(of), torch.tensor(rights), torch.tensor(costs)))
    return out


def main():
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(1)
    decisions, names = read(options.decisions)
    count = [0] * len(names)
    for choices in decisions:
        for feature in {f for _, known in choices for f in known}:
            count[feature] += 1
    kept = sorted((f for f in range(len(names)) if count[f] >= options.least), key=names.__getitem__)
    keep = [-1] * len(names)
    for row, feature in enumerate(kept):
        keep[feature] = row
    random.shuffle(decisions)
    prepared = batches(decisions, keep, options)
    weights = torch.nn.EmbeddingBag(len(kept), 1, mode="sum")
    torch.nn.init.zeros_(weights.weight)
    optimizer = torch.optim.Adam(weights.parameters(), lr=0.02)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, options.epochs, eta_min=0.001)
    print(len(decisions), "decisions", len(kept), "features")
    for epoch in range(options.epochs):
        random.shuffle(prepared)
        total = 0.0
        for features, offsets, of, rights, costs in prepared:
            scores = weights(features, offsets).squeeze(1) + costs
            every = int(of[-1]) + 1
            top = torch.full((every,), -1e9).scatter_reduce(0, of, scores.detach(), "amax")
            shares = torch.exp(scores - top[of])
            all_of_it = torch.zeros(every).index_add(0, of, shares)
            right_of_it = torch.zeros(every).index_add(0, of, shares * rights)
            loss = (torch.log(all_of_it) - torch.log(right_of_it + 1e-30)).mean()
            total += loss.item() * every
            optimizer.zero_grad()
            (loss + options.l1 * weights.weight.abs().sum()).backward()
            optimizer.step()
        schedule.step()
        print(epoch, round(total / len(decisions), 4), flush=True)
    learned = weights.weight.detach().squeeze(1).tolist()
    biases = ("noun new:bias", "pronoun new:bias", "name new:bias")
    rows = [(names[f], weight - options.eager * (names[f] in biases)) for f, weight in zip(kept, learned)]
    rows = [(name, weight) for name, weight in rows if abs(weight) >= 0.02]
    with open(options.out, "w", encoding="utf-8") as file:
        file.write("feature\tweight\n# Learned by training/chains.py; see there. A mention takes up what scores highest, or is new.\n")
        file.writelines(f"{name}\t{weight:.2f}\n" for name, weight in rows)
    print(len(rows), "weights")


if __name__ == "__main__":
    main()
