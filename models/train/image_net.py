"""The image network: 0.37 M parameters, 32 x 32 RGB in [0, 1] (NCHW) -> embedding [N, 128], logits [N, 10]."""

import torch
from torch import nn
from torch.nn import functional as F

CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]


def conv_block(inputs, outputs, size=3, stride=1):
    convolution = nn.Conv2d(inputs, outputs, size, stride, size // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.a = conv_block(channels, channels)
        self.b = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.b(self.a(x)))


class ImageNet32(nn.Module):
    def __init__(self, widths=(16, 32, 64, 96), embedding=128, classes=10):
        super().__init__()
        self.register_buffer("mean", torch.tensor([0.4914, 0.4822, 0.4465]).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor([0.247, 0.2435, 0.2616]).view(1, 3, 1, 1))
        stages = [conv_block(3, widths[0])]
        for narrow, wide in zip(widths, widths[1:]):
            stages += [conv_block(narrow, wide, 3, 2), Residual(wide)]
        self.f = nn.Sequential(*stages)
        self.top = conv_block(widths[-1], embedding, 1)
        self.fc = nn.Linear(embedding, classes)

    def forward(self, x):
        embedding = self.top(self.f((x - self.mean) / self.std)).mean((2, 3))
        return embedding, self.fc(embedding)
