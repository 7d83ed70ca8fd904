// Chromium as the tests start it: without a screen, and without a word to
// anybody but the pages that it is shown.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

/** Where Chromium is. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
assert.ok(existsSync(executablePath), `${executablePath} is missing; tests/run installs it`);

/** What Chromium is told when it is started. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** axe-core, to be run within a page. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Starts Chromium, with more words for it if there are any. */
export const launch = (...more) => chromium.launch({ executablePath, args: [...args, ...more] });

/** Goes to a page and stays there, even if the page leads elsewhere at once. */
export async function visit(page, url) {
  await page.unrouteAll();
  let arrived = false;
  await page.route('**/*', (route) => {
    if (!route.request().isNavigationRequest()) return route.continue();
    if (arrived) return route.abort('aborted');
    arrived = true;
    return route.continue();
  });
  return page.goto(url);
}
