"""Reads pairs of Python code, before and after a repair, as JSON; prints what is wrong with each afterwards, as JSON."""
import ast
import builtins
import json
import symtable
import sys
import warnings

KNOWN = set(dir(builtins)) | {"__file__", "__name__", "__doc__", "__builtins__", "__annotations__", "get_ipython", "display"}


def undefined(code):
    """Names that are read as global, and that nothing in the module binds."""
    bound, read, has_star = set(), set(), "import *" in code

    def visit(table, top):
        for symbol in table.get_symbols():
            if (symbol.is_global() or top) and (symbol.is_assigned() or symbol.is_imported()):
                bound.add(symbol.get_name())
            if symbol.is_referenced() and (symbol.is_global() or top):
                read.add(symbol.get_name())
        for child in table.get_children():
            if top:
                bound.add(child.get_name())
            visit(child, False)

    visit(symtable.symtable(code, "code", "exec"), True)
    return set() if has_star else read - bound - KNOWN


def wrong(before, after):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(before)
        except (SyntaxError, ValueError):
            return None  # magics of a notebook, Python 2
        try:
            ast.parse(after)
        except SyntaxError as error:
            return f"does not parse: {error}"
        names = undefined(after) - undefined(before)
        return f"undefined: {', '.join(sorted(names))}" if names else None


print(json.dumps([wrong(*pair) for pair in json.load(sys.stdin)]))
