// The search of a guide, in its own page. What a reader types is looked up in
// the index in assets/search/; src/render/search.rs says what its files hold.
// They are scripts, not data, so that a guide in a folder on a disk can be
// searched as well. Nothing is sent anywhere.
(() => {
  'use strict';

  const field = document.getElementById('ws-search');
  const place = document.getElementById('ws-results');
  const status = document.getElementById('ws-search-status');
  if (!field || !place || !status) return;
  const { folder, index: start } = place.dataset;
  const fromDisk = location.protocol === 'file:';

  // How many results are shown at first, and with each further step.
  const STEP = 10;
  // The same sources in one file, as the index says.
  const GROUP = 8;
  // A list of so many documents is cut: the index says so.
  const LONGEST = 2000;
  // So many words are looked up, and so many letters repeated of what was asked.
  const MOST = 12;
  const REPEATED = 80;
  // Words that begin as the last one typed: how many are looked up.
  const ENDINGS = 4;

  /* Files of the index: each calls `wellsourced` with its name and value. */

  const waiting = new Map();
  const values = new Map();
  window.wellsourced = (name, value) => waiting.get(name)?.(value);

  function load(name) {
    if (!values.has(name)) {
      const value = new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement('script');
        script.src = `${folder}${name}.js`;
        script.onload = script.onerror = () => {
          script.remove();
          reject(new Error(name));
        };
        document.head.append(script);
      });
      // What failed is asked for again with the next search.
      value.catch(() => values.delete(name));
      values.set(name, value);
    }
    return values.get(name);
  }

  /* Words, as src/render/search/words.rs makes them. */

  const words = (text) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/['’\u00ad\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f]/g, '')
      .replace(/ß/g, 'ss')
      .replace(/ς/g, 'σ')
      .replace(/[\u3041-\u30ff\u3400-\u9fff\u{20000}-\u{3ffff}]/gu, ' $& ')
      .replace(/[\u2010\u2011]/g, '-')
      .match(/[\p{Alphabetic}\p{N}]+(-[\p{Alphabetic}\p{N}]+)*/gu)
      // Joined by hyphens: one by one, and as one.
      ?.flatMap((word) => (word.includes('-') ? [...word.split('-'), word.replaceAll('-', '')] : word)) ?? [];

  /** What is asked for: words, those joined by hyphens together, and DOIs. */
  function parse(text) {
    const terms = [];
    // Of an address, what follows the host; of "PMID: 123", the number.
    const bare = text.replace(/https?:\/\/[^\s/]+\/?/gi, ' ').replace(/\b(?:doi|pmid|pmcid)\b[\s:]*(?=10\.|PMC\d|\d)/gi, ' ');
    const rest = bare.replace(/\b10\.\d{4,9}\/\S+/g, (doi) => {
      terms.push(doi.toLowerCase().replace(/[.,;)\]]+$/, ''));
      return ' ';
    });
    terms.push(...rest.replace(/[\u2010\u2011]/g, '-').split(/[^\p{Alphabetic}\p{N}\p{M}'’-]+/u).filter(Boolean));
    return [...new Set(terms)].filter((term) => words(term).length > 0);
  }

  /** Whether two words differ by so many slips at most: a letter too many, too few, another, or two swapped. */
  function near(a, b, slips) {
    if (Math.abs(a.length - b.length) > slips) return false;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const other = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + other);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > slips) return false;
      [before, last] = [last, row];
    }
    return last[b.length] <= slips;
  }

  const shared = (a, b) => {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    return at;
  };

  /* From a word to the groups of the dictionary that it means. */

  const own = (shards, word) => {
    for (let end = word.length; end >= 0; end--) {
      if (word.slice(0, end) in shards) return word.slice(0, end);
    }
    return null;
  };

  /** The shards that hold words a slip away, where the slip is among the first letters. */
  function beside(shards, word) {
    const keys = new Set();
    for (let at = 0; at < 4; at++) {
      const swapped = word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2);
      keys.add(own(shards, swapped)).add(own(shards, word.slice(0, at) + word.slice(at + 1)));
    }
    for (const key of Object.keys(shards)) {
      if (key.length > 1 && key[0] === word[0] && near(key, word.slice(0, key.length), 1)) keys.add(key);
    }
    keys.delete(null);
    return [...keys].slice(0, 6);
  }

  async function groups(shards, keys) {
    const found = await Promise.all(keys.map((key) => load(`w/${shards[key]}`)));
    return found.flat().map(([text, count, list, little]) => ({ words: text.split(' '), count, list, part: little ? 0.2 : 1 }));
  }

  /** The groups that a term means, each with how well it fits. */
  async function look(shards, term, isLast, asWritten = false) {
    const found = new Map();
    const add = (group, fit) => found.set(group.words[0], { ...group, fit: Math.max(fit, found.get(group.words[0])?.fit ?? 0) });
    const key = own(shards, term);
    const keys = key === null ? [] : [key];
    if (isLast && term.length > 1) {
      keys.push(...Object.keys(shards).filter((other) => other !== key && other.startsWith(term)).slice(0, 4));
    }
    const near_by = await groups(shards, keys);
    for (const group of near_by) if (group.words.includes(term)) add(group, 1);
    if (isLast && term.length > 1) {
      const exact = found.size > 0;
      near_by
        .filter((group) => group.words.some((word) => word !== term && word.startsWith(term)))
        .sort((a, b) => b.count - a.count)
        .slice(0, ENDINGS)
        .forEach((group) => add(group, exact ? 0.3 : 0.8));
      // "slep" is the beginning of "slept", and more likely a slip of "sleep".
      const pages = Math.max(0, ...[...found.values()].map((group) => group.count));
      if (!exact && found.size > 0 && term.length > 3 && !/\d/.test(term)) {
        near_by
          .filter((group) => group.count > pages && group.words.some((word) => near(term, word, 1)))
          .sort((a, b) => b.count - a.count)
          .slice(0, 1)
          .forEach((group) => add(group, 0.6));
      }
    }
    if (found.size > 0 || asWritten || term.length < 4 || /\d/.test(term)) return { term, groups: [...found.values()] };

    // Not in the guide: a slip, or another form of a word that is.
    const slips = term.length < 8 ? 1 : 2;
    let all = near_by;
    const close = (n) => all.filter((group) => group.words.some((word) => word.length > 2 && near(term, word, n)));
    let hits = close(1);
    if (hits.length === 0) {
      all = all.concat(await groups(shards, beside(shards, term).filter((other) => !keys.includes(other))));
      hits = close(1);
    }
    if (hits.length === 0 && slips > 1) hits = close(2);
    hits.sort((a, b) => b.count - a.count).slice(0, 3).forEach((group) => add(group, 0.6));
    if (found.size === 0) {
      const form = (group) => Math.max(...group.words.map((word) => {
        const same = shared(word, term);
        return same >= 4 && word.length - same < 4 && term.length - same < 5 ? same : 0;
      }));
      const best = Math.max(0, ...all.map(form));
      if (best > 0) all.filter((group) => form(group) === best).slice(0, 3).forEach((group) => add(group, 0.6));
    }
    const meant = [...found.values()].flatMap((group) => group.words);
    const instead = meant.find((word) => near(term, word, 1)) ?? meant.find((word) => near(term, word, 2)) ?? meant[0];
    // Words such as "which" say too little to be worth a remark.
    const isLittle = [...found.values()].every((group) => group.part < 1);
    return { term, groups: [...found.values()], instead: isLittle && meant.length > 0 ? undefined : instead };
  }

  /** What a word means, or each of several that hyphens join where the guide does not have them as one. */
  async function mean(shards, text, isLast) {
    if (text.startsWith('10.') && text.includes('/')) return [await look(shards, text, isLast)];
    const parts = words(text);
    if (parts.length > 1) {
      const whole = await look(shards, parts.pop(), isLast, true);
      if (whole.groups.length > 0) return [whole];
    }
    return Promise.all(parts.map((part, at) => look(shards, part, isLast && at === parts.length - 1)));
  }

  /* From groups to documents, the best first. */

  async function find(text) {
    const asked = parse(text);
    // Short words say less, and each costs a request.
    const longest = new Set([...asked].sort((a, b) => b.length - a.length).slice(0, MOST));
    const terms = asked.filter((term) => longest.has(term));
    if (terms.length === 0) return null;
    const guide = await load(start);
    const typing = terms.length === asked.length && !/\s$/.test(text);
    const each = await Promise.all(terms.map((term, at) => mean(guide.words, term, typing && at === terms.length - 1)));
    const looked = each.flat().filter((term, at, all) => all.findIndex((other) => other.term === term.term) === at);
    let known = looked.filter((term) => term.groups.length > 0);
    // Where nothing else of what was asked is known, words such as "which" lead anywhere.
    const isLittle = ({ groups }) => groups.every((group) => group.part < 1);
    if (known.length < looked.length && known.every(isLittle)) known = [];
    // They are not worth a long list where there are others.
    const isLong = ({ groups: [{ part, list }] }) => part < 1 && typeof list === 'string';
    if (!known.every(isLong)) known = known.filter((term) => !isLong(term));
    await Promise.all(known.flatMap((term) => term.groups).map(async (group) => {
      if (typeof group.list === 'string') group.list = await load(group.list);
    }));

    const scores = new Map();
    let whole = 0;
    known.forEach((term, at) => {
      const best = new Map();
      term.worth = 0;
      for (const { list, count, fit, part } of term.groups) {
        // Endings of a word that the guide has count no more than the word.
        const own = part * Math.log(1 + guide.pages / Math.max(count, 0.5));
        const worth = fit < 1 && term.worth > 0 ? Math.min(own, term.worth) : own;
        term.worth = Math.max(term.worth, worth);
        let document = 0;
        let least = 99;
        for (let i = 0; i < list.length; i += 3) {
          document += list[i];
          least = Math.min(least, list[i + 1]);
          const score = worth * fit * list[i + 1];
          if (!(best.get(document)?.score >= score)) best.set(document, { score, piece: list[i + 2] });
        }
        // A word of so many documents stands in the others too, or may.
        if (list.length >= 3 * LONGEST) term.rest = (worth * fit * least) / 2;
      }
      whole += term.worth;
      for (const [document, { score, piece }] of best) {
        if (!scores.has(document)) scores.set(document, { score: 0, worth: 0, pieces: new Map(), terms: new Set() });
        const sum = scores.get(document);
        sum.score += score;
        sum.worth += term.worth;
        sum.terms.add(at);
        sum.pieces.set(piece, (sum.pieces.get(piece) ?? 0) + term.worth);
      }
    });
    const results = [];
    for (const [document, sum] of scores) {
      known.forEach((term, at) => {
        if (term.rest && !sum.terms.has(at)) {
          sum.score += term.rest;
          sum.worth += term.worth;
        }
      });
      // A document may lack words that say little.
      if (sum.worth < 0.5 * whole) continue;
      const piece = [...sum.pieces].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
      results.push({ document, piece, score: sum.score * Math.sqrt(sum.worth / whole) });
    }
    results.sort((a, b) => b.score - a.score || a.document - b.document);
    return { guide, looked, known, results, isCut: terms.length < asked.length };
  }

  /* What a result says. */

  async function tell({ guide, known }, { document: number, piece }) {
    const source = number - guide.pages;
    const at = source < 0 ? number : guide.pages + Math.floor(source / GROUP);
    const texts = await load(`t/${at}-${piece}.${guide.names.slice(4 * at, 4 * at + 4)}`);
    const text = texts[source < 0 ? 0 : source % GROUP];
    const terms = known.map((term) => ({ worth: term.worth + 0.01, words: new Set(term.groups.flatMap((group) => group.words)) }));
    const marked = (word) => words(word).some((part) => terms.some((term) => term.words.has(part)));
    const score = (line) => {
      const parts = new Set(words(line));
      return terms.reduce((sum, term) => sum + ([...term.words].some((word) => parts.has(word)) ? term.worth : 0), 0);
    };
    const whole = terms.reduce((sum, term) => sum + term.worth, 0);

    // The part of the piece, and in it the sentence, that say most of what was asked.
    let best = { score: -1 };
    for (const [heading, id, ...lines] of text.parts) {
      const above = score(heading);
      const counted = lines.map(score);
      const line = counted.indexOf(Math.max(0, ...counted));
      const sum = 3 * above + 3 * (counted[line] ?? 0) + counted.reduce((a, b) => a + b, 0) / (1 + counted.length);
      if (sum > best.score) best = { score: sum, heading, id, lines, line };
    }
    const named = score(text.title) >= 0.9 * whole;
    let { heading, id, lines = [], line } = best;
    let said = lines[line] ?? '';
    if (said.length < 100 && lines[line + 1]) said += ` ${lines[line + 1]}`;
    if (text.about && score(said) < 0.01) {
      said = text.about;
      if (named) heading = '';
    }
    const address = `${root()}${text.url}${fromDisk ? 'index.html' : ''}`;
    return {
      title: text.title,
      section: heading && !named ? heading : '',
      url: heading && !named && id ? `${address}#${id}` : address,
      kind: text.kind ? `Source · ${text.kind}${text.retracted ? ' · retracted' : ''}` : '',
      said: said.replaceAll(' | ', ' · '),
      marked,
    };
  }

  const root = () => folder.replace(/assets\/search\/$/, '');

  /** A line with the words that were asked for marked; of a long one, what is around the first. */
  function line(said, marked) {
    const paragraph = document.createElement('bdi');
    let parts = said.split(/([\p{Alphabetic}\p{N}\p{M}'’\u00ad\u2010\u2011-]+)/u);
    const first = parts.findIndex((part, at) => at % 2 === 1 && marked(part));
    if (said.length > 280) {
      const from = first > 24 ? first - 16 : 0;
      let end = from;
      for (let length = 0; end < parts.length && length < 240; end++) length += parts[end].length;
      if (end % 2 === 1) end++;
      parts = parts.slice(from - (from % 2), end);
      if (from > 0) parts[0] = `… ${parts[0].trimStart()}`;
      parts[parts.length - 1] += '…';
    }
    for (const [at, part] of parts.entries()) {
      if (at % 2 === 1 && marked(part)) {
        const mark = document.createElement('mark');
        mark.textContent = part;
        paragraph.append(mark);
      } else if (part) {
        paragraph.append(part);
      }
    }
    return paragraph;
  }

  /** A text that may be written in the other direction than what is around it. */
  function isolated(text) {
    const element = document.createElement('bdi');
    element.textContent = text;
    return element;
  }

  function item(result) {
    const li = document.createElement('li');
    const heading = document.createElement('h2');
    const link = document.createElement('a');
    link.href = result.url;
    link.append(isolated(result.title));
    if (result.section) {
      const section = document.createElement('span');
      section.className = 'found-section';
      section.append(isolated(result.section));
      link.append(/[?!.…:]$/.test(result.title) ? ' ' : ': ', section);
    }
    heading.append(link);
    li.append(heading);
    if (result.kind) {
      const kind = document.createElement('p');
      kind.className = 'found-kind';
      kind.textContent = result.kind;
      li.append(kind);
    }
    if (result.said) {
      const said = document.createElement('p');
      said.append(line(result.said, result.marked));
      li.append(said);
    }
    return li;
  }

  /* The page. */

  const list = document.createElement('ol');
  list.className = 'found';
  const more = document.createElement('button');
  more.type = 'button';
  more.className = 'more';
  more.textContent = 'Show more results';
  more.hidden = true;
  place.append(list, more);

  let round = 0;
  let shown = 0;
  let current = null;
  let saying;

  /** Says something, to be read aloud when the typing has paused. */
  function say(...parts) {
    clearTimeout(saying);
    saying = setTimeout(() => status.replaceChildren(...parts), 300);
  }

  /** What a reader typed, or the beginning of it. */
  const quoted = (text) => {
    const letters = [...text.trim().replace(/\s+/g, ' ')];
    return ['“', isolated(letters.length > REPEATED ? `${letters.slice(0, REPEATED - 1).join('')}…` : letters.join('')), '”'];
  };

  const listed = (items, word) => items.flatMap((item, at) => (at > 0 ? [` ${word} `, ...item] : item));

  function summary(text, { looked, known, results, isCut }) {
    // Of words with very many pages, the index names the best.
    const number = known.some((term) => term.rest) ? `At least ${results.length}` : results.length || 'No';
    const count = `${number} ${results.length === 1 ? 'result' : 'results'}`;
    const instead = looked.filter((term) => term.instead).map((term) => [...quoted(term.instead), ' instead of ', ...quoted(term.term)]);
    const missing = looked.filter((term) => term.groups.length === 0).map((term) => quoted(term.term));
    return [
      `${count} for `, ...quoted(text), '.',
      ...(isCut ? [` Only the ${MOST} longest words were looked for.`] : []),
      ...(instead.length > 0 ? [' Looked for ', ...listed(instead, 'and'), '.'] : []),
      ...(missing.length > 0 ? [' Nothing in this guide has the word ', ...listed(missing, 'or'), '.'] : []),
    ];
  }

  async function show(mine, from) {
    const items = await Promise.all(current.results.slice(from, from + STEP).map((result) => tell(current, result)));
    if (mine !== round) return;
    const elements = items.map(item);
    if (from === 0) list.replaceChildren(...elements);
    else list.append(...elements);
    shown = from + items.length;
    more.hidden = shown >= current.results.length;
    return elements[0];
  }

  async function run() {
    const mine = ++round;
    const text = field.value;
    try {
      const url = new URL(location.href);
      if (text.trim()) url.searchParams.set('q', text.trim());
      else url.searchParams.delete('q');
      history.replaceState(history.state, '', url);
    } catch {
      // A page from a disk may not change its address.
    }
    try {
      const found = await find(text);
      if (mine !== round) return;
      if (!found) {
        list.replaceChildren();
        more.hidden = true;
        say(...(text.trim() ? ['There is no word in ', ...quoted(text), ' to search for.'] : []));
        return;
      }
      current = found;
      await show(mine, 0);
      if (mine === round) say(...summary(text, found));
    } catch {
      if (mine !== round) return;
      list.replaceChildren();
      more.hidden = true;
      say('The search could not load its index, so nothing was searched. Check your connection and try again, or use the lists below.');
    }
  }

  let pause;
  field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(run, 150);
  });
  field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    run();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && field.value) {
      event.preventDefault();
      field.value = '';
      clearTimeout(pause);
      run();
    }
  });
  more.addEventListener('click', async () => {
    const first = await show(round, shown);
    first?.querySelector('a').focus();
  });
  // From the field into the results and back, with the arrows as well.
  place.closest('main').addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll('h2 a')];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + step];
    if (!step || at < 0 || !next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    next.focus();
  });

  field.dir = 'auto';
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) field.value = asked;
  if (field.value) run();
})();
