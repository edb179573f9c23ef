import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const CODE = `
real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
print(pooled["score"].mean())
`;

/** The imports of a file with this head, once the pool in it is weighted by covariates. */
async function importsAfter(head: string): Promise<string> {
  const { text } = await repaired(head + CODE, { unsafeFixes: true, title: 'Weight' });
  assert.match(text, /^def /m, 'no helper was put in');
  return text.slice(0, text.indexOf('\n\n\ndef '));
}

const LEARN = `from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler`;

describe('the order of imports', () => {
  it('is that of the sections and names that are there', async () => {
    assert.equal(
      await importsAfter('import json\nimport pathlib\n\nimport pandas as pd\n'),
      `import json\nimport pathlib\n\nimport numpy as np\nimport pandas as pd\n${LEARN}`,
    );
  });

  it('puts no empty line between sections where the file has none', async () => {
    assert.equal(
      await importsAfter('import json\nimport pandas as pd\nfrom tqdm import tqdm\n'),
      `import json\nimport numpy as np\nimport pandas as pd\n${LEARN}\nfrom tqdm import tqdm`,
    );
  });

  it('takes further names from a module in the same line', async () => {
    assert.equal(
      await importsAfter(
        'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom tqdm import tqdm\n',
      ),
      `import numpy as np\nimport pandas as pd\n${LEARN.replace('cross_val_predict', 'cross_val_predict, train_test_split')}\nfrom tqdm import tqdm`,
    );
  });

  it('leaves a docstring, `__future__` and modules of its own where they are', async () => {
    assert.equal(
      await importsAfter(
        '"""Scores."""\nfrom __future__ import annotations\n\nimport pandas as pd\n\nfrom .rows import clean\n',
      ),
      `"""Scores."""\nfrom __future__ import annotations\n\nimport numpy as np\nimport pandas as pd\n${LEARN}\n\nfrom .rows import clean`,
    );
  });

  it('is at the end where the file has none', async () => {
    for (const head of [
      'import pandas as pd\nimport json\n',
      'import json, pandas as pd\n',
      'import json; import pandas as pd\n',
    ])
      assert.equal(await importsAfter(head), `${head}import numpy as np\n${LEARN}`);
  });

  it('keeps the line ends of the file', async () => {
    const { text } = await repaired(`import pandas as pd\n${CODE}`.replaceAll('\n', '\r\n'), {
      unsafeFixes: true,
      title: 'Weight',
    });
    assert(text.startsWith('import numpy as np\r\nimport pandas as pd\r\nfrom sklearn.linear_model'));
    assert(!/[^\r]\n/.test(text));
  });
});
