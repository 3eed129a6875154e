"""Parses the README's samples as they read in Python, from what `npm run samples` has left."""
import ast
import json
import pathlib

tablet = json.loads((pathlib.Path(__file__).parent.parent / '.jsii.tabl.json').read_text())
samples = [snippet['translations']['python']['source'] for snippet in tablet['snippets'].values()]
for sample in samples:
    ast.parse(sample)
print(f'{len(samples)} samples are Python')
if not samples:
    raise SystemExit('there are none: run `npm run samples` first')
