// Formats CSL items with citeproc-js, the reference implementation of CSL, for
// the test `tests/styles.rs`. Reads {style, locales, locale, items} from
// standard input, and writes an object of [reference, citation] by key.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const CSL = createRequire(import.meta.url)('citeproc');
const { style, locales, items, locale } = JSON.parse(readFileSync(0, 'utf8'));
const byId = new Map(items.map((item) => [item.id, item]));
const system = {
  retrieveLocale: (code) => locales[code] ?? Object.values(locales)[0],
  retrieveItem: (id) => byId.get(id),
};

const engine = new CSL.Engine(system, style, locale, true);
engine.setOutputFormat('html');
const result = {};
for (const { id } of items) {
  // One by one, as the program does: no work is told apart from another.
  engine.updateItems([id]);
  const [, entries] = engine.makeBibliography();
  result[id] = [entries.join('').trim(), engine.makeCitationCluster([{ id }])];
}
process.stdout.write(JSON.stringify(result));
