/* The facilitator's page: draws what the server tells, and sends what the facilitator does. */
"use strict";
const words = JSON.parse(document.getElementById("words").textContent);
const { base, workshop } = document.body.dataset;
const at = (id) => document.getElementById(id);
const chosen = new Set();
let all = null, items = new Map(), looking = "", summary = null, socket = null, pause = 500;
let peeking = "", timer = null, groups = new Map(), inviting = true, codeTimer = null;

function make(tag, values = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((one) => one !== null && one !== undefined));
  return node;
}
const button = (word, press, values = {}) => make("button", { type: "button", onclick: press, ...values }, words[word]);

function send(what, values = {}) {
  if (socket && socket.readyState === 1) socket.send(JSON.stringify({ do: what, ...values }));
  else say(words.no_contact, true);
}
function say(text, wrong = false) {
  at("status").className = wrong ? "wrong" : "";
  at("status").textContent = text.trim();
}

function connect() {
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${base}/live?workshop=${encodeURIComponent(workshop)}`;
  socket = new WebSocket(address);
  socket.onopen = () => { pause = 500; say(""); };
  socket.onmessage = (message) => {
    const told = JSON.parse(message.data);
    hear[told.type](told);
  };
  socket.onclose = () => {
    say(words.no_contact, true);
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, 10000);
  };
}

const hear = {
  all(told) {
    if (all && all.current !== told.current) { inviting = !told.current; stopTimer(); }
    all = told;
    clearTimeout(codeTimer);
    if (told.open) codeTimer = setTimeout(() => send("code"), told.seconds * 1000);
    drawControls(); drawStage();
  },
  items(told) {
    if (looking !== told.round) { chosen.clear(); groups = new Map(); summary = null; }
    looking = told.round;
    items = new Map(told.items.map((one) => [one.id, one]));
    drawCame(); drawRounds(); drawStage();
  },
  came(told) {
    if (told.round !== looking) return;
    const list = at("came").querySelector("ul");
    for (const one of told.items) {
      const old = items.has(one.id);
      items.set(one.id, one);
      if (!list) continue;
      const node = line(one);
      const before = old && list.querySelector(`[data-id="${one.id}"]`);
      if (before) before.replaceWith(node); else list.prepend(node);
    }
    if (!list && told.items.length) drawCame();
    while (items.size > 400) {
      const first = items.keys().next().value;
      items.delete(first); chosen.delete(first);
      list?.querySelector(`[data-id="${first}"]`)?.remove();
    }
  },
  summary(told) { if (told.round === looking) { summary = told.summary; drawResult(); } },
  phones(told) {
    if (!all) return;
    all.phones = told.phones;
    if (at("phones")) at("phones").textContent = `${words.phones}: ${all.phones}`;
  },
  said(told) { if (told.text.trim()) say(told.text, told.wrong); },
  alike(told) {
    groups = new Map();
    told.groups.forEach((ids, n) => ids.forEach((id) => groups.set(id, n + 1)));
    drawCame();
  },
};

/* The controls */

function drawControls() {
  const bar = at("main-buttons");
  bar.replaceChildren();
  if (!all.open) bar.append(button("invite", askNetwork, { class: "main" }));
  else {
    bar.append(
      button("invite", () => { inviting = !inviting; drawStage(); }, { class: "main", "aria-pressed": String(inviting) }),
      button("new_code", () => send("code", { new: true })),
      button("end", async () => { if (await asked("ask-end")) send("end"); }),
    );
  }
  bar.append(button("screen", screenOnly, { "aria-keyshortcuts": "S" }));
  const view = at("view-buttons");
  view.replaceChildren(
    button("full", fullScreen, { "aria-keyshortcuts": "F" }),
    button("dark", dark, { "aria-keyshortcuts": "D" }), button("larger", () => size(0.15), { "aria-keyshortcuts": "+" }),
    button("smaller", () => size(-0.15), { "aria-keyshortcuts": "-" }),
    make("a", { class: "button", href: `${base}/sheet?workshop=${encodeURIComponent(workshop)}`, target: "_blank" }, words.sheet),
  );
  if (all.open) view.append(make("a", { class: "button", href: `${base}/paper?workshop=${encodeURIComponent(workshop)}`, target: "_blank" }, words.paper));
  drawOthers();
  drawRounds();
  if (!all.open) at("came").replaceChildren();
  note(at("notes"), "concluded", all.open ? all.concluded : null, null);
}

function drawOthers() {
  const link = (one) => make("a", { href: `${base}?workshop=${encodeURIComponent(one.id)}`, target: "_blank" }, one.name);
  at("others").replaceChildren(...(all.others.length
    ? [make("h2", {}, words.others), make("ul", {}, ...all.others.map((one) => make("li", {}, link(one))))] : []));
}

function drawRounds() {
  if (!all) return;
  const parts = all.rounds.map((one) => make("div", { class: `round ${one.state}` },
    make("h3", {}, one.question), make("p", {}, one.what),
    make("div", { class: "bar" },
      one.state === "open"
        ? button("close_round", () => send("round", { round: one.id, to: "close" }))
        : button("open_round", () => send("round", { round: one.id, to: "open" })),
      one.quiet ? button("show_quiet", () => send("round", { round: one.id, to: "show" })) : null,
      one.id === looking ? null : button("look", () => send("look", { round: one.id })),
    )));
  const title = make("h2", {}, words.rounds);
  if (!all.open) at("rounds").replaceChildren();
  else {
    const box = make("div", { class: "rounds" }, ...parts), old = at("rounds").querySelector(".rounds");
    const place = old ? old.scrollTop : -1;
    at("rounds").replaceChildren(title, parts.length ? box : make("p", {}, words.no_rounds));
    const open = box.querySelector(".open");
    if (place >= 0) box.scrollTop = place;
    else if (open) box.scrollTop = open.offsetTop - box.offsetTop;
  }
}

function line(one) {
  const marks = [one.hidden && words.hidden, one.same && words.merged, one.taken && words.taken,
    groups.has(one.id) && `≈ ${groups.get(one.id)}`].filter(Boolean).join(", ");
  const box = make("input", { type: "checkbox", onchange: (event) => {
    if (event.target.checked) chosen.add(one.id); else chosen.delete(one.id);
  } });
  box.checked = chosen.has(one.id);
  const text = one.detail ? `${one.text} (${one.detail})` : one.text;
  return make("li", { "data-id": one.id, class: one.hidden ? "hidden" : "" },
    make("label", {}, box, make("span", { dir: "auto" }, text), marks ? make("b", { class: "mark" }, marks) : null));
}

function onChosen(what, more = {}) {
  return () => {
    if (!chosen.size) { say(words.choose_first, true); return; }
    send(what, { ids: [...chosen], round: looking, ...more });
    chosen.clear();
    for (const box of at("came").querySelectorAll("input")) box.checked = false;
  };
}

const peek = (round) => (event) => { peeking = event.target.open ? round : ""; };
function drawCame() {
  const round = all && all.rounds.find((one) => one.id === looking);
  const place = at("came"), old = place.querySelector("textarea");
  const unsaved = old && old.dataset.round === looking && old.value !== old.dataset.saved ? old : null;
  const under = old && old === document.activeElement && old.dataset.round === looking;
  place.replaceChildren();
  if (!round) return;
  place.append(make("h2", {}, `${words.came}: ${round.question}`));
  const bar = make("div", { class: "bar" });
  if (round.written) {
    let shown = [...items.values()].reverse();
    if (groups.size) shown = shown.sort((a, b) => (groups.get(a.id) || 1e6) - (groups.get(b.id) || 1e6));
    const list = shown.length ? make("ul", { class: "came", tabindex: "0", "aria-label": words.came }, ...shown.map(line)) : null;
    // Most screens in a room show the whole page; a quiet round stays quiet on it.
    if (list && round.quiet) place.append(make("details", { ...(peeking === round.id ? { open: true } : {}), ontoggle: peek(round.id) }, make("summary", {}, words.quiet_list), list));
    else if (list) place.append(list);
    else place.append(make("p", {}, words.nothing_yet));
    if (round.takes) bar.append(button("take", onChosen("take"), { class: "main" }));
    bar.append(button("hide", onChosen("hide")), button("unhide", onChosen("hide", { hidden: false })),
      button("merge", onChosen("merge")), button("part", onChosen("part")), button("alike", () => send("alike", { round: looking })), button("ban", onChosen("ban")));
  } else if (round.takes) bar.append(button("take_all", () => send("take", { round: looking, ids: [] }), { class: "main" }));
  place.append(bar);
  const decided = make("div");
  note(decided, "decided", round.decided, round.id);
  place.append(decided);
  // A list that is drawn anew takes no half-written decision with it.
  const box = decided.querySelector("textarea");
  if (unsaved) box.value = unsaved.value;
  if (under) box.focus();
}

function note(place, word, text, round) {
  const old = place.querySelector("textarea");
  // What the facilitator is writing stays under the hands.
  if (old && (old === document.activeElement || old.value !== old.dataset.saved) && text !== null) return;
  if (text === null) { place.replaceChildren(); return; }
  const box = make("textarea", { id: `note-${word}`, "data-saved": text, "data-round": round || "" });
  box.value = text;
  const save = () => { if (box.value !== box.dataset.saved) { send("decide", { round, text: box.value }); box.dataset.saved = box.value; } };
  box.addEventListener("change", save);
  place.replaceChildren(make("h2", {}, make("label", { for: `note-${word}` }, words[word])), box, make("div", { class: "bar" }, button("save", save)));
}

function asked(id) {
  const dialog = at(id);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}
async function askNetwork() {
  const choice = (value, text, first) => {
    const radio = make("input", { type: "radio", name: "host", value });
    radio.checked = first;
    return make("label", {}, radio, ` ${text}`);
  };
  at("hosts").replaceChildren(choice("", words.only_here, true),
    ...all.hosts.map((host) => choice(host, words.network.replace("{host}", host), false)));
  if (all.hub) at("hosts").append(make("p", {}, words.hub));
  if (await asked("ask-network")) send("open", { host: at("hosts").querySelector(":checked").value });
}

/* What the room sees */

function drawStage() {
  if (!all) return;
  const round = all.open && all.rounds.find((one) => one.id === (all.current || looking));
  const place = at("asked");
  place.replaceChildren();
  if (!all.open || (!all.current && inviting)) place.append(...beginning());
  else if (round) {
    place.append(make("p", { class: "question", dir: "auto" }, round.question));
    if (round.quiet) place.append(make("p", {}, words.quiet));
    if (timer) place.append(make("p", { class: "timer", id: "clock", role: "timer" }, left()));
    if (round.minutes && all.current === round.id) place.append(button(timer ? "timer_stop" : "timer", () => (timer ? stopTimer() : startTimer(round.minutes)), { "aria-keyshortcuts": "T" }));
  }
  drawResult();
  invitation();
}

function drawResult() {
  const round = all?.open && all.rounds.find((one) => one.id === (all.current || looking));
  const result = at("result");
  result.replaceChildren();
  if (round && round.id === looking && summary && !(inviting && !all.current)) {
    result.append(make("p", {}, summary.told));
    if (!round.quiet) draw(result);
  }
}

function beginning() {
  const parts = [];
  if (all.welcome) parts.push(make("p", { class: "question" }, all.welcome));
  if (all.rounds.length) parts.push(make("h2", {}, words.agenda), make("ol", {}, ...all.rounds.map((one) => make("li", {}, one.question))));
  if (all.last) parts.push(make("h2", {}, words.last_time), make("p", {}, `${all.last.name}: ${all.last.concluded}`));
  return parts;
}

function invitation() {
  const place = at("invitation");
  place.hidden = !all.open;
  if (!all.open) return;
  place.className = inviting ? "" : "small-invite";
  const picture = make("div");
  picture.innerHTML = all.qr;
  picture.firstChild.setAttribute("role", "img");
  picture.firstChild.setAttribute("aria-label", `${all.address}, ${all.code}`);
  place.replaceChildren(make("div", { class: "invite" }, picture, make("div", {},
    make("p", {}, words.join_at), make("p", { class: "address" }, all.address.replace("http://", "")),
    make("p", {}, words.with_code), make("p", { class: "code" }, all.code),
    inviting ? make("p", {}, words.nobody) : null, make("p", { id: "phones" }, `${words.phones}: ${all.phones}`))));
}

function draw(place) {
  if (summary.sentence) place.append(make("p", { class: "sentence" }, summary.sentence));
  if (summary.places) place.append(board(summary.places), make("p", {}, words.spread));
  else if (summary.rows && ["dots", "rank", "rate"].includes(summary.kind)) place.append(bars(summary.rows));
  else if (summary.rows) {
    place.append(make("ul", { class: "cloud" }, ...summary.rows.map((one) => make("li", { dir: "auto" }, one.label,
      one.value > 1 ? make("span", { class: "n" }, `× ${one.shown}`) : null))));
    if (summary.more) place.append(make("p", {}, words.more.replace("{n}", summary.more)));
  }
}
