"""Runs a command and writes what it and its children used: python3 usage.py REPORT COMMAND..."""

import json
import resource
import subprocess
import sys
import time

report, *command = sys.argv[1:]
began = time.monotonic()
status = subprocess.call(command)
wall = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(report, "w", encoding="utf-8") as file:
    # ru_maxrss: kB on Linux, the largest of the processes
    json.dump({"status": status, "cpu": used.ru_utime + used.ru_stime, "wall": wall, "peak": used.ru_maxrss / 1024}, file)
