"""Stands in for language models: what they answer follows from the model and the prompt alone."""
from types import SimpleNamespace
from zlib import crc32


TURNS = 5
turns = {}


def answer(model, prompt, turn=0):
    """What stands first is liked best, and the models of one maker say yes more often."""
    draw = crc32(f"{model}\n{prompt}\n{turn}".encode()) % 1000
    if "A or B" in prompt:
        return "A" if draw < 700 else "B"
    if "yes or no" in prompt:
        return "yes" if draw < (800 if model.startswith("openai/") else 400) else "no"
    return "word " * (1 + len(prompt) % 7 * 3 + draw % 5)


def completion(model, messages, temperature=0):
    """Other answers to the same prompt, where the temperature asks for them: again from the first after five."""
    prompt = messages[-1]["content"]
    turn = turns.get((model, prompt), 0) if temperature else 0
    if temperature:
        turns[model, prompt] = (turn + 1) % TURNS
    text = answer(model, prompt, turn)
    return SimpleNamespace(choices=[SimpleNamespace(message=SimpleNamespace(content=text))])
