"""Stands in for language models: what they answer follows from the model and the prompt alone."""
from types import SimpleNamespace
from zlib import crc32


def answer(model, prompt):
    """The first one likes what stands first, and each model says yes to other things."""
    draw = crc32(f"{model}\n{prompt}".encode()) % 1000
    if "A or B" in prompt:
        return "A" if draw < 700 else "B"
    if "yes or no" in prompt:
        return "yes" if draw < 600 else "no"
    return "word " * (1 + len(prompt) % 7 * 3 + draw % 5)


def completion(model, messages, **options):
    text = answer(model, messages[-1]["content"])
    return SimpleNamespace(choices=[SimpleNamespace(message=SimpleNamespace(content=text))])
