"""Runs scripts, each by itself, in the working directory; prints what each printed and how it ended, as JSON."""
import contextlib
import io
import json
import os
import runpy
import sys
import traceback
import warnings

import pandas

pandas.set_option("display.precision", 15)

# no model is asked: these stand in for the libraries that would
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "stubs"))

results = []
for path in sys.argv[1:]:
    out = io.StringIO()
    error = None
    with warnings.catch_warnings(), contextlib.redirect_stdout(out):
        warnings.simplefilter("ignore")
        try:
            runpy.run_path(path, run_name="__main__")
        except BaseException:
            error = traceback.format_exc()
    results.append({"out": out.getvalue(), "error": error})
print(json.dumps(results))
