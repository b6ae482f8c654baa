"""Packs CIFAR-10 from folders of pictures into arrays: python cifar_to_npy.py <folder> <out>."""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from image_net import CLASSES


def main(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for part in ("train", "test"):
        pictures, labels = [], []
        for label, name in enumerate(CLASSES):
            for file in sorted((folder / part / name).iterdir()):
                pictures.append(np.asarray(Image.open(file).convert("RGB")))
                labels.append(label)
        x = np.stack(pictures).astype(np.uint8)
        np.save(out / f"{part}_x.npy", x)
        np.save(out / f"{part}_y.npy", np.array(labels, np.int64))
        print(part, x.shape, x.mean((0, 1, 2)) / 255, x.std((0, 1, 2)) / 255)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
