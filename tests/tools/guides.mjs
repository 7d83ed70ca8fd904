// The guides that the tests of this folder look at, and the program that
// builds them. `tests/run` says where the program is.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The folder of this repository. */
export const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = process.env.WELLSOURCED ?? join(repository, 'target', 'debug', 'wellsourced');

/** A guide with faults of many kinds. */
export const faulty = join(repository, 'tests', 'fixtures', 'faults');

/** The guides that are built: the path that each one's `base_url` puts it under, and
 * whether its claims rest on sources. */
export const guides = [
  { name: 'the guide of the tests', root: join(repository, 'tests', 'fixtures', 'guide'), path: '/sleep/', cites: true },
  { name: 'the example guide', root: repository, path: '/', cites: true },
  { name: 'the manual', root: join(repository, 'docs'), path: '/', cites: false },
];

/** A guide in Arabic; it is read from right to left. */
export const rightToLeft = { name: 'a guide in Arabic', root: join(repository, 'tests', 'fixtures', 'arabic'), path: '/ar/', cites: true };

/** Runs the program. */
export function run(...words) {
  const result = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  return result;
}

/** Builds a guide into a new folder, which is gone when the process ends. */
export function build(root) {
  const site = join(mkdtempSync(join(tmpdir(), 'wellsourced-')), 'site');
  process.on('exit', () => rmSync(dirname(site), { recursive: true, force: true }));
  const { status, stdout, stderr } = run('build', '--root', root, '--output', site, '--color', 'never');
  if (status !== 0) throw new Error(`the guide in ${root} was not built:\n${stdout}${stderr}`);
  return site;
}

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};

/** What a web host packs. */
const packed = new Set(Object.keys(types));

/** Serves a built site on the loopback address under a path, packed as hosts do; gives its address and an end. */
export async function serve(site, path) {
  const server = createServer((request, response) => {
    const asked = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    let file = join(site, asked.slice(path.length), asked.endsWith('/') ? 'index.html' : '');
    let status = 200;
    if (!asked.startsWith(path) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
      file = join(site, '404.html');
      status = 404;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const headers = { 'content-type': type, 'cache-control': 'no-store' };
    let content = readFileSync(file);
    if (packed.has(extname(file)) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      content = gzipSync(content);
      Object.assign(headers, { 'content-encoding': 'gzip', vary: 'accept-encoding' });
    }
    response.writeHead(status, { ...headers, 'content-length': content.length });
    response.end(content);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { address: `http://127.0.0.1:${server.address().port}${path}`, close };
}

/** The files of a built site with one of some endings, as addresses. */
export function files(site, ...endings) {
  return readdirSync(site, { recursive: true })
    .filter((path) => endings.includes(extname(path)))
    .sort()
    .map((path) => path.split('/').map(encodeURIComponent).join('/'));
}
