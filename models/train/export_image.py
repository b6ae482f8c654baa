"""Writes the trained network as ONNX with int8 weights: python export_image.py <out> <file.onnx>.

Batch norms are folded into the convolutions; each output channel has its own int8 scale (DequantizeLinear in the graph).
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch.nn import functional as F

from image_net import CLASSES, ImageNet32, Residual


def folded(convolution, norm):
    gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    weight = convolution.weight * gain.view(-1, 1, 1, 1)
    return weight.detach().numpy(), (norm.bias - norm.running_mean * gain).detach().numpy()


def layers_of(net):
    """(name, weight, bias, stride, input, added input or None), in order."""
    layers, current = [], "normalised"

    def add(block, name, added=None):
        nonlocal current
        weight, bias = folded(block[0], block[1])
        layers.append((name, weight, bias, block[0].stride[0], current, added))
        current = f"{name}_out"

    for block in net.f:
        number = len(layers)
        if isinstance(block, Residual):
            skip = current
            add(block.a, f"c{number}")
            add(block.b, f"c{number + 1}", skip)
        else:
            add(block, f"c{number}")
    add(net.top, "top")
    return layers


def check(net, layers, pictures):
    tensors = {"normalised": (pictures - net.mean) / net.std}
    for name, weight, bias, stride, source, added in layers:
        out = F.conv2d(tensors[source], torch.from_numpy(weight), torch.from_numpy(bias), stride, weight.shape[2] // 2)
        tensors[f"{name}_out"] = torch.relu(out + tensors[added] if added else out)
    logits = net.fc(tensors["top_out"].mean((2, 3)))
    assert torch.allclose(logits, net(pictures)[1], atol=1e-3), "the folded graph differs from the network"


def build(net, layers):
    constants, nodes = [], []

    def constant(name, values):
        constants.append(numpy_helper.from_array(values, name))
        return name

    def int8_weight(name, weight):
        scale = (np.abs(weight).reshape(len(weight), -1).max(1) / 127 + 1e-12).astype(np.float32)
        cells = np.round(weight / scale.reshape(-1, *[1] * (weight.ndim - 1)))
        constant(f"{name}_int8", np.clip(cells, -127, 127).astype(np.int8))
        constant(f"{name}_scale", scale)
        constant(f"{name}_zero", np.zeros(len(scale), np.int8))
        nodes.append(helper.make_node("DequantizeLinear", [f"{name}_int8", f"{name}_scale", f"{name}_zero"], [name], axis=0))
        return name

    constant("in_scale", (1 / net.std.numpy()).astype(np.float32))
    constant("in_shift", (-net.mean.numpy() / net.std.numpy()).astype(np.float32))
    nodes.append(helper.make_node("Mul", ["image", "in_scale"], ["scaled"]))
    nodes.append(helper.make_node("Add", ["scaled", "in_shift"], ["normalised"]))
    for name, weight, bias, stride, source, added in layers:
        side, pad = weight.shape[2], weight.shape[2] // 2
        inputs = [source, int8_weight(f"{name}_w", weight), constant(f"{name}_b", bias.astype(np.float32))]
        attributes = {"kernel_shape": [side, side], "strides": [stride, stride], "pads": [pad] * 4}
        nodes.append(helper.make_node("Conv", inputs, [f"{name}_lin"], name=name, **attributes))
        if added:
            nodes.append(helper.make_node("Add", [f"{name}_lin", added], [f"{name}_sum"]))
        nodes.append(helper.make_node("Relu", [f"{name}_sum" if added else f"{name}_lin"], [f"{name}_out"]))
    nodes.append(helper.make_node("GlobalAveragePool", ["top_out"], ["pooled"]))
    nodes.append(helper.make_node("Flatten", ["pooled"], ["embedding"], axis=1))
    head = ["embedding", int8_weight("fc_w", net.fc.weight.detach().numpy()), constant("fc_b", net.fc.bias.detach().numpy())]
    nodes.append(helper.make_node("Gemm", head, ["logits"], transB=1))
    value = helper.make_tensor_value_info
    outputs = [value("embedding", TensorProto.FLOAT, ["N", 128]), value("logits", TensorProto.FLOAT, ["N", len(CLASSES)])]
    graph = helper.make_graph(nodes, "image-encoder", [value("image", TensorProto.FLOAT, ["N", 3, 32, 32])], outputs, constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="assay")
    model.ir_version = 8
    helper.set_model_props(model, {"labels": json.dumps(CLASSES)})
    onnx.checker.check_model(model, full_check=True)
    return model


def main(out: Path, file: Path) -> None:
    net = ImageNet32()
    net.load_state_dict(torch.load(out / "image.pt"))
    net.eval()
    layers = layers_of(net)
    pictures = torch.from_numpy(np.load(out / "train_x.npy")[::97][:512]).permute(0, 3, 1, 2).float() / 255
    with torch.no_grad():
        check(net, layers, pictures)
    onnx.save(build(net, layers), file)
    print(file, file.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
