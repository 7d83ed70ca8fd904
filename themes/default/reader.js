// What the default theme adds for those who read with scripts: a choice of
// colours, previews of sources, what each claim rests on, the current section
// in the contents, and a key that leads to the search. All of it is made from
// what the page holds already: nothing is fetched, nothing is sent, and without
// this file every page says the same.
(() => {
  'use strict';

  const root = document.documentElement;

  /** Reads what is kept under a name, or keeps a value; `''` forgets it. A browser may forbid both. */
  function kept(where, name, value) {
    try {
      if (value === undefined) return window[where].getItem(name);
      if (value) window[where].setItem(name, value);
      else window[where].removeItem(name);
    } catch {
      // Then it holds for this page alone.
    }
    return null;
  }

  /** The element of this page that a link leads to. */
  function targetOf(link) {
    const href = link.getAttribute('href') ?? '';
    return href.startsWith('#') ? document.getElementById(decodeURIComponent(href.slice(1))) : null;
  }

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // Colours. first.js has set those that were chosen earlier.

  const COLOURS = 'wellsourced-colours';

  function showColours(colours) {
    if (colours === 'light' || colours === 'dark') root.dataset.colours = colours;
    else delete root.dataset.colours;
  }

  function startColours() {
    const choice = document.getElementById('ws-colours');
    if (!choice) return;
    const follow = () => {
      showColours(kept('localStorage', COLOURS));
      choice.value = root.dataset.colours ?? '';
    };
    follow();
    choice.addEventListener('change', () => {
      kept('localStorage', COLOURS, choice.value);
      showColours(choice.value);
    });
    // Chosen in another window, or before the reader came back to this page.
    window.addEventListener('storage', follow);
    window.addEventListener('pageshow', (event) => event.persisted && follow());
  }

  // Previews. One is open at most: { marker, box }.

  const MARKER = 'a[role="doc-biblioref"], a[role="doc-noteref"]';
  const PARTS = ['design', 'work', 'notice', 'supports', 'links'];
  /** How long the pointer rests on a marker before its preview opens, or is away before it closes. */
  const PAUSE = 300;
  /** The room between a preview and its marker, and around it on the screen. */
  const GAP = 6;
  const EDGE = 8;

  /** Identifiers in a reference, to which links below it lead. */
  const IDENTIFIER = /[\s,]*(?:(?:doi:\s*|https:\/\/doi\.org\/)10\.\S+|PubMed (?:Central )?PMC?ID: *\w+[.;]?)/gi;

  let open = null;
  let timer = 0;
  let planned = null;
  let pointer = '';
  let followed = -Infinity;
  let quiet = false;

  const markerOf = (node) => {
    const marker = node.closest?.(MARKER);
    return marker && !marker.closest('.preview') ? marker : null;
  };
  const within = (node) => open && (open.marker.contains(node) || open.box.contains(node));

  /** Copies of some parts of a reference. */
  function copies(reference, parts) {
    return parts.flatMap((part) => [...reference.querySelectorAll(`:scope > .${part}`)].map((found) => found.cloneNode(true)));
  }

  /** Takes the identifiers out of a copy of a reference: a preview has little room. */
  function shorten(copy) {
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(IDENTIFIER, '');
  }

  /** What a preview holds: a reference, or a note with what is known of its sources. */
  function previewOf(marker) {
    const item = targetOf(marker);
    if (!item) return null;
    const note = marker.getAttribute('role') === 'doc-noteref';
    const content = new DocumentFragment();
    if (note) {
      content.append(...[...item.childNodes].map((child) => child.cloneNode(true)));
      content.querySelectorAll('[role="doc-backlink"], .rests').forEach((link) => link.remove());
      const sources = new Set([...content.querySelectorAll(MARKER)].map(targetOf).filter(Boolean));
      for (const source of sources) {
        const about = copies(source, PARTS.filter((part) => part !== 'work'));
        // Which of them this is said of.
        if (sources.size > 1) about[0]?.prepend(`${source.dataset.name.split(', ')[0]}: `);
        content.append(...about);
      }
    } else {
      content.append(...copies(item, PARTS));
    }
    const onward = element('a', { href: marker.getAttribute('href') }, note ? 'See in the notes' : 'See in the list');
    const links = [...content.querySelectorAll('.links')].at(-1);
    if (links) links.append(element('li', {}, onward));
    else content.append(element('p', { class: 'links' }, onward));
    content.querySelectorAll('[id]').forEach((copy) => copy.removeAttribute('id'));
    if (content.querySelector('.external')) content.querySelectorAll(`.work, ${MARKER}`).forEach(shorten);
    const name = (marker.getAttribute('aria-label') ?? marker.textContent).split(':')[0];
    return element('div', { class: 'preview', role: 'group', 'aria-label': name, popover: 'manual' }, content);
  }

  /** Opens the preview of a marker right behind it, where Tab finds it. */
  function show(marker, byTouch) {
    plan(null);
    if (open?.marker === marker) return true;
    hide();
    const box = previewOf(marker);
    if (!box) return false;
    marker.after(box);
    box.showPopover?.();
    marker.setAttribute('aria-expanded', 'true');
    open = { marker, box };
    if (byTouch) makeRoom();
    place();
    return true;
  }

  function hide() {
    if (!open) return;
    const { marker, box } = open;
    open = null;
    marker.removeAttribute('aria-expanded');
    box.remove();
  }

  /** Moves the page under a finger so far that the preview need not scroll, and the marker stays in sight. */
  function makeRoom() {
    const at = open.marker.getClientRects()[0];
    const wanted = open.box.getBoundingClientRect().height + GAP;
    const below = window.innerHeight - EDGE - at.bottom;
    const above = at.top - EDGE;
    if (wanted <= Math.max(below, above)) return;
    window.scrollBy(0, below >= above ? Math.min(wanted - below, above) : -Math.min(wanted - above, below));
  }

  /** Below the marker, or above where there is more room; always on the screen as a whole. */
  function place() {
    const { marker, box } = open;
    const at = marker.getClientRects()[0];
    const natural = box.getBoundingClientRect().height;
    const below = window.innerHeight - EDGE - GAP - at.bottom;
    const above = at.top - GAP - EDGE;
    const under = natural <= below || below >= above;
    box.style.maxHeight = `${Math.max(under ? below : above, 96)}px`;
    const { left, top, width, height } = box.getBoundingClientRect();
    const room = root.clientWidth - EDGE - width;
    const x = Math.max(EDGE, Math.min(at.left + at.width / 2 - width / 2, room));
    const y = under ? at.bottom + GAP : at.top - GAP - height;
    box.style.left = `${x - left}px`;
    box.style.top = `${y - top}px`;
  }

  /** Opens the preview of a marker, or closes the one that is open (`'close'`), in a moment. */
  function plan(what) {
    if (planned === what) return;
    clearTimeout(timer);
    planned = what;
    if (!what) return;
    timer = setTimeout(() => {
      planned = null;
      if (what !== 'close') show(what);
      else if (!document.activeElement?.matches(':focus-visible') || !within(document.activeElement)) hide();
    }, PAUSE);
  }

  document.addEventListener('pointerover', ({ target, pointerType, buttons }) => {
    if (pointerType === 'touch' || buttons) return;
    if (within(target)) plan(null);
    else plan(markerOf(target) ?? (open ? 'close' : null));
  });
  root.addEventListener('pointerleave', ({ pointerType }) => pointerType !== 'touch' && plan(open ? 'close' : null));

  document.addEventListener('pointerdown', ({ target, pointerType }) => {
    pointer = pointerType;
    if (!within(target)) hide();
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link) return;
    const marker = markerOf(link);
    const byTouch = pointer === 'touch' && event.detail > 0;
    if (marker && byTouch && open?.marker !== marker && show(marker, true)) {
      // The first tap shows what the second one leads to.
      event.preventDefault();
      return;
    }
    plan(null);
    hide();
    followed = event.timeStamp;
  });

  document.addEventListener('focusin', ({ target, timeStamp }) => {
    if (quiet || within(target)) return;
    const marker = markerOf(target);
    // A link that led here has moved the focus too: who came by it wants to read.
    if (marker?.matches(':focus-visible') && timeStamp - followed > 500) show(marker);
    else if (open && !open.marker.matches(':hover') && !open.box.matches(':hover')) hide();
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    const { marker, box } = open;
    if (box.contains(document.activeElement)) {
      quiet = true;
      marker.focus({ preventScroll: true });
      quiet = false;
    }
    plan(null);
    hide();
  });

  window.addEventListener('resize', hide);
  window.addEventListener('beforeprint', hide);

  // What each claim rests on, said behind it.

  const CLAIMS = 'wellsourced-claims';

  /** Each claim with the last of the pieces that it is written in. */
  function claims() {
    const found = [];
    for (const piece of document.querySelectorAll('.claim')) {
      if (piece.id) found.push({ claim: piece, last: piece });
      else if (found.length) found.at(-1).last = piece;
    }
    return found;
  }

  /** What stands for a claim, as text and links; nothing if the page says it behind the claim already. */
  function basisOf(claim) {
    const { sources, through, waiver } = claim.dataset;
    if (waiver !== undefined) return [waiver ? `no source: ${waiver}` : 'no source'];
    if (claim.matches('.uncited:not(tr)')) return null;
    const ids = sources?.split(' ') ?? [];
    if (!ids.length) return [through ? `through ${through}` : 'no source yet'];
    const links = ids.flatMap((id, at) => {
      const name = document.getElementById(id)?.dataset.name ?? id;
      const link = element('a', { role: 'doc-biblioref', href: `#${encodeURIComponent(id)}` }, name);
      return at ? ['; ', link] : [link];
    });
    const lead = through ? `through ${through}` : ids.length > 1 ? 'sources' : 'source';
    return [`${lead}: `, ...links];
  }

  function tellClaims() {
    const all = claims();
    const bare = all.filter(({ claim }) => !claim.dataset.sources && !claim.dataset.through).length;
    // From the end: several claims may stand in one link, which none of this may stand in.
    for (const { claim, last } of all.reverse()) {
      const basis = basisOf(claim);
      if (!basis) continue;
      const told = element('span', { class: 'rests' }, ' (', ...basis, ')');
      if (claim.localName === 'tr') {
        claim.lastElementChild.append(told);
        continue;
      }
      const outside = last.closest('a') ?? last;
      const next = outside.nextSibling;
      (next?.nodeType === 1 && next.matches('.cite, .citation, .noteref') ? next : outside).after(told);
    }
    const count = all.length === 1 ? '1 claim' : `${all.length} claims`;
    return bare ? `${count}: ${all.length - bare} with a source, ${bare} without.` : `${count}, each with a source.`;
  }

  function startClaims() {
    const button = document.getElementById('ws-claims');
    if (!button) return;
    const status = button.parentElement.querySelector('[role="status"]');
    const set = (on) => {
      hide();
      document.querySelectorAll('.rests').forEach((told) => told.remove());
      const words = on ? tellClaims() : '';
      if (status) status.textContent = words;
      button.setAttribute('aria-pressed', String(on));
      root.classList.toggle('claims-shown', on);
    };
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') !== 'true';
      kept('sessionStorage', CLAIMS, on ? 'shown' : '');
      set(on);
    });
    if (kept('sessionStorage', CLAIMS)) set(true);
  }

  // The current section, marked in the contents.

  function startContents() {
    const links = [...document.querySelectorAll('.contents a[href^="#"]')];
    const headings = [...new Set(links.map(targetOf))].filter(Boolean);
    if (!headings.length || !window.IntersectionObserver) return;
    /** A section is read once its heading is in the upper third of the screen. */
    const mark = () => {
      const line = window.innerHeight / 3;
      const current = headings.findLast((heading) => heading.getBoundingClientRect().top <= line);
      for (const link of links) {
        if (!current || targetOf(link) !== current) {
          link.removeAttribute('aria-current');
        } else if (!link.hasAttribute('aria-current')) {
          link.setAttribute('aria-current', 'true');
          reveal(link);
        }
      }
    };
    // All that lies above the line counts as seen: a jump past a heading is told too.
    const watch = new IntersectionObserver(mark, { rootMargin: '9999999px 0px -66% 0px' });
    headings.forEach((heading) => watch.observe(heading));
  }

  /** Scrolls the contents, and nothing else, so that a link in them is seen. */
  function reveal(link) {
    const frame = link.closest('.contents');
    const outer = frame.getBoundingClientRect();
    const inner = link.getBoundingClientRect();
    if (inner.bottom > outer.bottom) frame.scrollTop += inner.bottom - outer.bottom + inner.height;
    else if (inner.top < outer.top) frame.scrollTop -= outer.top - inner.top + inner.height;
  }

  // The key / leads to the search. A key of one character must be possible to
  // switch off: it gets in the way of those who speak to their computer.

  const SLASH = 'wellsourced-slash';

  function startSearchKey() {
    const field = document.getElementById('ws-search');
    const link = document.querySelector('a[rel~="search"]');
    if (!field && !link) return;
    const choice = document.getElementById('ws-slash');
    if (choice) {
      choice.closest('[hidden]')?.removeAttribute('hidden');
      choice.checked = !kept('localStorage', SLASH);
      choice.addEventListener('change', () => kept('localStorage', SLASH, choice.checked ? '' : 'off'));
    }
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest?.('input, textarea, select, [contenteditable]') || kept('localStorage', SLASH)) return;
      event.preventDefault();
      const input = field?.matches('input') ? field : field?.querySelector('input');
      if (input?.getClientRects().length) input.focus();
      else link?.click();
    });
  }

  startColours();
  startClaims();
  startContents();
  startSearchKey();
})();
