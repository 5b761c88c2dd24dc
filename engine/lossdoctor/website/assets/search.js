// Search on the page: finds symptoms, causes, remedies, sources and messages by people's own words, in English
// and Chinese, in an index that is loaded when somebody first searches. No network, no library; works from a disk.
"use strict";
(() => {
  const MOST = 12, LEAST_SCORE = 0.2, PREFIX = 0.85, TYPO = 0.75, SHORTEST_TYPO = 4;
  const WORDS = document.documentElement.lang.startsWith("zh")
    ? { symptom: "症状", cause: "原因", remedy: "对策", source: "来源", code: "检查信息",
        none: "没有找到。换一种说法试试。", some: (n) => `找到 ${n} 项，用上下键选择` }
    : { symptom: "symptom", cause: "cause", remedy: "remedy", source: "source", code: "message",
        none: "Nothing found. Try other words.", some: (n) => `${n} found; the arrow keys choose` };

  const form = document.querySelector("form[role=search]");
  if (!form) return;
  const field = form.querySelector("input"), list = form.querySelector("#_found"), told = form.querySelector(".told");

  // Latin words as they are, Chinese as pairs of characters: there are no spaces to go by.
  function tokensOf(text) {
    const tokens = [];
    for (const run of text.normalize("NFKC").toLowerCase().match(/[\p{Script=Han}]+|[\p{L}\p{N}]+/gu) || []) {
      if (!/\p{Script=Han}/u.test(run)) tokens.push(run);
      else if (run.length === 1) tokens.push(run);
      else for (let i = 0; i + 1 < run.length; i++) tokens.push(run.slice(i, i + 2));
    }
    return tokens;
  }

  function within(a, b, most) { // edit distance, as long as it stays small
    if (Math.abs(a.length - b.length) > most) return false;
    let row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++)
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (Math.min(...next) > most) return false;
      row = next;
    }
    return row[b.length] <= most;
  }

  let index = null;
  function build(rows) {
    const owners = new Map(), phrases = [];
    rows.forEach((row, owner) => {
      for (const phrase of row[4]) {
        const tokens = [...new Set(tokensOf(phrase))];
        if (!tokens.length) continue;
        phrases.push({ owner, tokens });
        for (const token of tokens) {
          if (!owners.has(token)) owners.set(token, new Set());
          owners.get(token).add(owner);
        }
      }
    });
    const rarity = (token) => Math.log(1 + rows.length / (owners.has(token) ? owners.get(token).size : 1));
    return { rows, phrases, rarity, known: [...owners.keys()] };
  }

  // What each known word counts for this word of the query: itself, its beginning, or a typing error.
  function meant(word, isLast) {
    const found = new Map();
    for (const known of index.known) {
      if (known === word) found.set(known, 1);
      else if ((isLast || word.length > 3) && word.length > 1 && known.startsWith(word)) found.set(known, PREFIX);
    }
    if (!found.size && word.length >= SHORTEST_TYPO && /^[a-z0-9]+$/.test(word))
      for (const known of index.known)
        if (within(word, known, word.length > 7 ? 2 : 1)) found.set(known, TYPO);
    return found;
  }

  function search(query) {
    const words = [...new Set(tokensOf(query))];
    const meanings = words.map((word, i) => meant(word, i === words.length - 1));
    const counts = new Map();
    for (const meaning of meanings)
      for (const [token, worth] of meaning) counts.set(token, Math.max(worth, counts.get(token) || 0));
    const spoken = words.reduce((sum, word) => sum + index.rarity(word), 0);
    const best = new Map();
    for (const { owner, tokens } of index.phrases) {
      if (!tokens.some((token) => counts.has(token))) continue;
      let said = 0, whole = 0, accounted = 0;
      for (const token of tokens) {
        whole += index.rarity(token);
        said += index.rarity(token) * (counts.get(token) || 0);
      }
      words.forEach((word, i) => {
        if (tokens.some((token) => meanings[i].has(token))) accounted += index.rarity(word);
      });
      const score = (0.4 + 0.6 * said / whole) * (accounted / spoken);
      if (score > (best.get(owner) || LEAST_SCORE)) best.set(owner, score);
    }
    return [...best].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST).map(([owner]) => index.rows[owner]);
  }

  function hit([kind, address, name, over], number) {
    const link = document.createElement("a");
    link.className = "hit";
    link.href = address;
    link.id = `hit-${number}`;
    link.dataset.of = kind;
    const of = document.createElement("span"), words = document.createElement("span");
    of.className = "of";
    of.textContent = WORDS[kind];
    if (over) {
      const small = document.createElement("small");
      small.textContent = over;
      words.append(small);
    }
    words.append(name);
    link.append(of, words);
    return link;
  }

  // Addresses in the index are those of the language's folder.
  const fromHere = (row) => [row[0], form.dataset.up + row[1], row[2], row[3]];

  let chosen = -1;
  function choose(number) {
    const hits = [...list.children];
    chosen = hits.length ? (number + hits.length) % hits.length : -1;
    hits.forEach((one, i) => one.setAttribute("aria-selected", i === chosen));
    if (chosen >= 0) {
      field.setAttribute("aria-activedescendant", hits[chosen].id);
      hits[chosen].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
    list.replaceChildren();
  }

  function show() {
    const query = field.value.trim();
    if (!query || !index) return close();
    const found = search(query);
    list.replaceChildren(...found.map((row, i) => {
      const link = hit(fromHere(row), i);
      link.setAttribute("role", "option");
      link.tabIndex = -1;
      return link;
    }));
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    told.textContent = found.length ? WORDS.some(found.length) : WORDS.none;
    if (!found.length) {
      const none = document.createElement("p");
      none.textContent = WORDS.none;
      none.className = "hit";
      list.append(none);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  let loading = null;
  function load() {
    loading ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = form.dataset.index;
      script.onload = () => {
        index = build(window.lossdoctorIndex);
        resolve();
      };
      document.head.append(script);
    });
    return loading;
  }


  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", () => load().then(show));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // somebody is still choosing Chinese characters
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.href = list.children[chosen].href;
    }
  });
  field.addEventListener("blur", () => setTimeout(() => form.contains(document.activeElement) || close(), 150));
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(document.activeElement?.tagName || "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      field.focus();
    }
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { // index.html?q=... : a search that can be sent to others
    field.value = asked;
    field.focus();
    load().then(show);
  }
})();
