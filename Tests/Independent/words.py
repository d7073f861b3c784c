"""Expressions of a tree in English, as a receipt states them: docs/chain-format.md §6."""
from values import BASES, UNITS, plain

OPERATORS = "== != < <= > >=".split()

def names_moment(node):
    """Whether it names `now`, `today` or `begun`, or working days."""
    if isinstance(node, tuple):
        if node[0] in ("ambient", "moved") or node[0] == "duration" and node[1][0] == 4: return True
    return isinstance(node, (tuple, list)) and any(map(names_moment, node))

def words(node, outer=0):
    """An expression in English, with no parenthesis that is not needed."""
    kind, parts = node
    strength = {"not": 3, "comparison": 4, "membership": 4, "whole": 5, "moved": 5, "negate": 8}.get(kind, 9)
    strength = {"not": 3, "comparison": 4, "membership": 4, "presence": 4, "whole": 5, "negate": 8}.get(kind, 9)
    if kind == "logic": strength = 3 - parts[0]
    if kind == "arithmetic": strength = 7 if parts[0] > 2 else 6
    text = bare_words(kind, parts, strength)
    return f"({text})" if strength < outer else text

def bare_words(kind, parts, strength):
    if kind == "negate": return "-" + words(parts[0], 8)
    if kind == "not": return "not " + words(parts[0], 3)
    if kind in ("arithmetic", "logic"):
        sign = (("+", "-", "*", "/") if kind == "arithmetic" else ("and", "or"))[parts[0] - 1]
        return f"{words(parts[1], strength)} {sign} {words(parts[2], strength + 1)}"
    if kind == "comparison":
        signs = [OPERATORS[sign - 1] for sign in parts[0]]
        operands = [words(part, 5) for part in parts[1]]
        return operands[0] + "".join(f" {one} {two}" for one, two in zip(signs, operands[1:]))
    if kind == "field": return ".".join(parts)
    if kind == "entry": return f"{parts[0]}[{words(parts[1])}]"
    if kind == "totalOf": return f"total of {parts[0]}"
    if kind == "membership": return f"{words(parts[0], 5)} in {parts[1]}"
    if kind == "balanceOf": return f"balance of {parts[0]}"
    if kind == "kindOf": return f"kind of {words(parts[0], 9)}"
    if kind == "moved":
        return f"{words(parts[0], 6)} moved to the {('next', 'previous')[parts[1] - 1]} working day"
    if kind == "whole":
        return f"{words(parts[0], 6)} rounding {('half up', 'half even', 'down', 'up')[parts[1] - 1]}"
    if kind == "call":
        inside = ", ".join(map(words, parts[1]))
        return f"{('min', 'max', 'days')[parts[0] - 1]}({inside})"
    if kind == "interest":
        basis = [BASES[parts[4] - 1]] if len(parts) == 5 else []
        return f"interest({', '.join([words(part) for part in parts[:4]] + basis)})"
    if kind == "level": return f"level({', '.join(map(words, parts))})"
    if kind == "none": return "none"
    if kind == "presence": return f"{words(parts[1], 5)} {('is none', 'is not none')[parts[0] - 1]}"
    if kind == "digest":
        return f"{('sm3', 'sha256')[parts[0] - 1]}({', '.join(map(words, parts[1]))})"
    if kind == "ambient": return ("now", "today", "begun")[parts[0] - 1]
    if kind == "duration": return plain(UNITS[parts[0]], parts[1])
    if kind == "literalText": return f'"{parts[0]}"'
    if kind == "name": return parts[0]
    return plain({"number": "integer", "dailyRate": "daily rate"}.get(kind, kind), parts[0])
