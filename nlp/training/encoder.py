"""The encoder's forward pass for training on a CPU: the weights are a `BertModel`'s, all products are in bfloat16.

torch's autocast copies every activation to and fro, and its fused attention is slow in bfloat16 on CPUs; this pass
takes half their time (torch 2.13, two cores with AMX). The heads see numbers in single precision.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F
from transformers import BertModel

#: What a masked token's score is lowered by.
FAR = -1e4


def encode(bert: BertModel, ids: Tensor, mask: Tensor, dropout: float = 0.0) -> Tensor:
    """Hidden states (windows x tokens x hidden, float32) of ids and mask (windows x tokens).

    `dropout` is the share of a block's features that are left out, the same for all tokens of a window: to draw anew
    for every token takes a sixth of the whole time.
    """
    half, config = torch.bfloat16, bert.config
    states = bert.embeddings(input_ids=ids).to(half)
    rows, tokens, hidden = states.shape
    heads = config.num_attention_heads
    wide, eps = hidden // heads, config.layer_norm_eps
    bias = ((1 - mask.float()) * FAR).to(half)[:, None, None, :]
    bias = bias.expand(rows, heads, 1, tokens).reshape(rows * heads, 1, tokens)
    for layer in bert.encoder.layer:
        inner = layer.attention.self
        parts = (inner.query, inner.key, inner.value)
        weight = torch.cat([part.weight for part in parts]).to(half)
        shift = torch.cat([part.bias for part in parts]).to(half)
        mixed = F.linear(states, weight, shift).view(rows, tokens, 3, heads, wide)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).reshape(3, rows * heads, tokens, wide).unbind(0)
        odds = torch.softmax(torch.baddbmm(bias, query, key.transpose(1, 2), alpha=wide**-0.5), -1)
        seen = torch.bmm(odds, value).view(rows, heads, tokens, wide).transpose(1, 2)
        states = _added(states, seen.reshape(rows, tokens, hidden), layer.attention.output, dropout, eps)
        first = layer.intermediate.dense
        grown = F.gelu(F.linear(states, first.weight.to(half), first.bias.to(half)))
        states = _added(states, grown, layer.output, dropout, eps)
    return states.float()


def _added(states: Tensor, new: Tensor, out: torch.nn.Module, dropout: float, eps: float) -> Tensor:
    """The states with a block's result, which `out` (dense, LayerNorm) brings to their width, added."""
    new = F.linear(new, out.dense.weight.to(states.dtype), out.dense.bias.to(states.dtype))
    if dropout:
        new = new * F.dropout(torch.ones_like(new[:, :1]), dropout)
    return F.layer_norm(states + new, (states.shape[-1],), out.LayerNorm.weight, out.LayerNorm.bias, eps)
