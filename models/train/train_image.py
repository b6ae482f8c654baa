"""Trains the image network on the CPU: python train_image.py <out> [--epochs 12] [--seed 0]."""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from image_net import ImageNet32

BATCH = 128
CROP_GROUP = 16  # pictures that share one random shift: cheap, and as good
PEAK_RATE = 0.2
WARM_UP = 0.2


def load(out: Path, part: str):
    x = torch.from_numpy(np.load(out / f"{part}_x.npy")).permute(0, 3, 1, 2).contiguous()
    return x, torch.from_numpy(np.load(out / f"{part}_y.npy"))


def rate_at(step: int, steps: int) -> float:
    if step < WARM_UP * steps:
        return PEAK_RATE * step / (WARM_UP * steps)
    return PEAK_RATE * max(1e-3, (steps - step) / (steps - WARM_UP * steps))


def augmented(padded, index, dice):
    batch = torch.empty(len(index), 3, 32, 32)
    for start in range(0, len(index), CROP_GROUP):
        dx, dy = dice.integers(0, 9, 2)
        batch[start : start + CROP_GROUP] = padded[index[start : start + CROP_GROUP], :, dy : dy + 32, dx : dx + 32].float()
    flipped = torch.from_numpy(dice.random(len(index)) < 0.5)
    batch[flipped] = batch[flipped].flip(3)
    return batch / 255


def accuracy(net, x, y) -> float:
    net.eval()
    with torch.no_grad():
        hits = sum((net(x[i : i + 500].float() / 255)[1].argmax(1) == y[i : i + 500]).sum().item() for i in range(0, len(x), 500))
    net.train()
    return hits / len(x)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--epochs", type=int, default=12)
    arguments.add_argument("--seed", type=int, default=0)
    options = arguments.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(options.seed)
    dice = np.random.default_rng(options.seed)
    x, y = load(options.out, "train")
    test_x, test_y = load(options.out, "test")
    padded = F.pad(x.float(), (4, 4, 4, 4), mode="reflect").to(torch.uint8)
    net = ImageNet32()
    decayed = [p for p in net.parameters() if p.ndim > 1]
    plain = [p for p in net.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": 5e-4}, {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.SGD(groups, lr=0.1, momentum=0.9, nesterov=True)
    per_epoch = len(x) // BATCH
    step, started = 0, time.process_time()
    for epoch in range(options.epochs):
        order = torch.from_numpy(dice.permutation(len(x)))
        for b in range(per_epoch):
            index = order[b * BATCH : (b + 1) * BATCH]
            for group in optimizer.param_groups:
                group["lr"] = rate_at(step, options.epochs * per_epoch)
            loss = F.cross_entropy(net(augmented(padded, index, dice))[1], y[index], label_smoothing=0.05)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            step += 1
        line = {"epoch": epoch + 1, "cpu_s": round(time.process_time() - started), "test_accuracy": accuracy(net, test_x, test_y)}
        print(json.dumps(line), flush=True)
        torch.save(net.state_dict(), options.out / "image.pt")


if __name__ == "__main__":
    main()
