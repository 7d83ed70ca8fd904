// What pages say to machines holds by others' rules: every page's JSON-LD is
// made of schema.org's types and terms, and the ledger is as its schema says.
// Nothing is fetched: the types of schema.org are those of the package
// schema-dts, and TypeScript compares every value with them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import jsonld from 'jsonld';
import { build, files, guides } from './guides.mjs';

const packages = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');
const folder = mkdtempSync(join(tmpdir(), 'wellsourced-types-'));
symlinkSync(packages, join(folder, 'node_modules'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What TypeScript says of values that should be pages in schema.org's terms. */
function typeFaults(values) {
  const lines = [
    "import type { MedicalWebPage, WebPage, WithContext } from 'schema-dts';",
    ...values.map(({ '@type': type, ...rest }, index) => {
      assert.ok(['MedicalWebPage', 'WebPage'].includes(type), `a page is a page, no ${type}`);
      // schema-dts asks for a type of one name at the head, which tells all others apart.
      const leaf = `Exclude<WithContext<${type}>, string>`;
      return `export const page${index}: Extract<${leaf}, { "@type": "${type}" }> = ${JSON.stringify({ '@type': type, ...rest })};`;
    }),
  ];
  writeFileSync(join(folder, 'pages.ts'), lines.join('\n'));
  const words = ['--noEmit', '--strict', '--skipLibCheck', '--moduleResolution', 'bundler', '--module', 'esnext', '--pretty', 'false'];
  const { stdout, error } = spawnSync(process.execPath, [join(packages, 'typescript', 'bin', 'tsc'), ...words, 'pages.ts'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return stdout.split('\n').filter((line) => line.includes('error'));
}

/** Expands JSON-LD with a context that stands for schema.org's. */
async function expand(value) {
  const context = {
    '@context': { '@vocab': 'https://schema.org/', sameAs: { '@type': '@id' }, url: { '@type': '@id' } },
  };
  const documentLoader = async (url) => {
    assert.equal(url.replace(/\/$/, ''), 'https://schema.org', 'the one context that is named');
    return { documentUrl: url, document: context };
  };
  return jsonld.expand(value, { documentLoader, safe: true });
}

/** How many names and values a value of JSON holds that mean something. */
function count(value) {
  if (Array.isArray(value)) return value.reduce((sum, item) => sum + count(item), 0);
  if (value === null || typeof value !== 'object') return 1;
  return Object.entries(value)
    .filter(([name]) => name !== '@context')
    .reduce((sum, [, item]) => sum + count(item), 0);
}

/** The JSON-LD of a page; a page of the guide has one, a list has none. */
function data(site, path) {
  const html = readFileSync(join(site, decodeURIComponent(path)), 'utf8');
  return [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text]) => JSON.parse(text));
}

test('the types refuse what schema.org does not have', () => {
  const page = { '@context': 'https://schema.org', '@type': 'MedicalWebPage', name: 'Sleep' };
  assert.deepEqual(typeFaults([page]), []);
  for (const wrong of [
    { evidenceLevel: 'A' },
    { reviewed_by: 'somebody' },
    { citation: [{ '@type': 'ScholarlyArticle', name: 'Work', evidenceLevel: 'A' }] },
    { citation: [{ '@type': 'MedicalGuideline', name: 'A thing of medicine, no work' }] },
    { citation: [{ '@type': 'ScholarlyArticle', isPartOf: { '@type': 'Periodical', volume: '3' } }] },
    { author: [{ '@type': 'Person', jobTitel: 'Editor' }] },
  ]) {
    assert.notDeepEqual(typeFaults([{ ...page, ...wrong }]), [], JSON.stringify(wrong));
  }
});

for (const guide of guides) {
  describe(guide.name, () => {
    const site = build(guide.root);

    test('every page says what it is in terms of schema.org', async (context) => {
      const pages = files(site, '.html').flatMap((path) => data(site, path));
      assert.ok(pages.length >= 3, `${pages.length} pages`);
      assert.deepEqual(typeFaults(pages), []);
      for (const page of pages) {
        assert.ok(!('aspect' in page), 'a term that schema.org has replaced');
        const expanded = await expand(page);
        assert.equal(expanded.length, 1);
        assert.equal(count(expanded), count(page), `nothing of ${page.name} is lost when it is expanded`);
      }
      if (guide.cites) assert.ok(pages.some((page) => page.citation?.length > 0), 'a page cites');
      context.diagnostic(`${pages.length} pages`);
    });

    test('the ledger is as its schema says', (context) => {
      const schema = JSON.parse(readFileSync(join(site, 'claims.schema.json'), 'utf8'));
      const validate = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(schema);
      let file = 'claims.json';
      let claims = 0;
      while (file) {
        const part = JSON.parse(readFileSync(join(site, file), 'utf8'));
        validate(part);
        assert.deepEqual(validate.errors ?? [], []);
        assert.equal(join(dirname(file), part.$schema), 'claims.schema.json');
        claims += part.entries.length;
        file = part.next;
        if (!file) assert.equal(claims, part.claims, 'all parts together hold all claims');
      }
      context.diagnostic(`${claims} claims`);

      const part = JSON.parse(readFileSync(join(site, 'claims.json'), 'utf8'));
      const claim = { page: 'a/', path: 'content/a.md', id: 'c-1', text: 'A.', status: 'covered', by: 'own', sources: ['a'], waiver: null };
      assert.ok(validate({ ...part, entries: [claim] }));
      for (const wrong of [{ sources: [] }, { by: null }, { status: 'waived' }, { status: 'fine' }, { id: '1' }, { more: 1 }]) {
        assert.equal(validate({ ...part, entries: [{ ...claim, ...wrong }] }), false, JSON.stringify(wrong));
      }
    });
  });
}
