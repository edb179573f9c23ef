/** People's labels of one group after the other, as the code asks for them: yes where the number of the answer is even. */
export const GROUPS = `import csv
import re
import runpy
from pathlib import Path
code = f"script_{int(re.search(r'[0-9]+', __file__)[0]) - 1}.py"
for _ in range(2):
    for path in Path(".").glob("to_label_*.csv"):
        with open(path, newline="") as file:
            lines = list(csv.DictReader(file))
        assert all("judge_label" not in line for line in lines), "the judge is seen"
        for line in lines:
            line["human_label"] = int(int(line["answer"].split()[1]) % 2 == 0)
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
    try:
        runpy.run_path(code, run_name="__main__")
    except SystemExit:
        pass
`;
