// Findings in SARIF are what the schema of SARIF 2.1.0 says.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { faulty, guides, run } from './guides.mjs';

const require = createRequire(import.meta.url);
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// One pattern of the schema is no regular expression under the rules of Unicode
// mode, and a few of its keywords are of later drafts.
const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** The log that `check` writes about a guide, valid. */
function log(root) {
  const { stdout, stderr } = run('check', '--root', root, '--format', 'sarif');
  assert.equal(stderr, '', 'programs read standard output; nothing else is said');
  const log = JSON.parse(stdout);
  validate(log);
  assert.deepEqual(validate.errors ?? [], []);
  return log;
}

test('the schema refuses what is no log', () => {
  assert.equal(validate({ version: '2.1.0' }), false);
  assert.equal(validate({ version: '2.1.0', runs: [{ tool: {} }] }), false);
});

for (const guide of guides) {
  test(`the log of ${guide.name} is valid`, () => {
    assert.equal(log(guide.root).runs.length, 1);
  });
}

test('the log of a guide with many faults is valid, and whole', (context) => {
  const [{ results, tool }] = log(faulty).runs;
  const lines = run('check', '--root', faulty, '--format', 'json').stdout.trim().split('\n');
  assert.equal(results.length, lines.length, 'as many findings as in the other formats');

  const found = new Set(results.map((result) => result.ruleId));
  assert.ok(found.size >= 15, `findings of many rules: ${[...found]}`);
  for (const result of results) {
    assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
  }
  assert.ok(results.some((result) => result.fixes), 'one of them has a fix');
  assert.ok(results.some((result) => result.relatedLocations), 'one of them names a second place');
  const paths = results.map((result) => result.locations[0].physicalLocation.artifactLocation.uri);
  assert.ok(paths.includes('content/a%20b%25.md'), 'a path is an address, escaped');
  context.diagnostic(`${results.length} findings of ${found.size} rules`);
});
