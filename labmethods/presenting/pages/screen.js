// The room's screen: the start page, and the notebooks' pages in frames that are made ready ahead.
const order = JSON.parse(document.getElementById("order").textContent);
const at = (id) => document.getElementById(id);
const root = document.documentElement;
const frames = new Map();
const WIDTH = 1280; // pages are drawn as wide as this, and enlarged to fill the screen
const EVERY = 4000;
let current = "";
let workshop = "";
let known = null;

const kept = (name, other) => sessionStorage.getItem(`labmethods-${name}`) ?? other;
const keep = (name, value) => sessionStorage.setItem(`labmethods-${name}`, value);

// Pages

function frame(name) {
  if (!frames.has(name)) {
    const one = document.createElement("iframe");
    one.title = order.find((page) => page.name === name).title;
    one.inert = true;
    frames.set(name, one);
    load(name);
    at("stage").append(one);
    fit(one);
  }
  return frames.get(name);
}

function load(name) {
  const one = frames.get(name);
  one.ready = false;
  delete one.dataset.ready;
  one.onload = () => listen(one);
  one.src = `/present/${encodeURIComponent(name)}.ipynb`;
}

function listen(one) {
  const inner = one.contentDocument;
  if (!inner) return;
  inner.addEventListener("keydown", key);
  inner.addEventListener("click", follow, true);
  inner.documentElement.classList.toggle("dark", root.classList.contains("dark"));
}

function ready(one) {
  one.ready = true;
  one.dataset.ready = "";
  one.version = one.contentDocument?.querySelector("meta[name=labmethods-version]")?.content;
  if (one === frames.get(current)) at("loading").hidden = true;
  if (!current || frames.get(current).ready) ahead();
}

addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.data !== "labmethods-ready") return;
  for (const one of frames.values()) if (one.contentWindow === event.source) ready(one);
});

// The page that comes next is made ready; pages farther off are let go, and so are their kernels.
function ahead() {
  const now = order.findIndex((page) => page.name === current);
  const near = (current ? [now - 1, now, now + 1] : [0, 1]).map((n) => order[n]?.name).filter(Boolean);
  for (const [name, one] of frames) if (!near.includes(name)) { one.remove(); frames.delete(name); }
  // One after the other: what is made ready first is what is needed first.
  const waiting = near.find((name) => !frames.get(name)?.ready);
  if (waiting) frame(waiting);
}

function show(name) {
  current = order.some((page) => page.name === name) ? name : "";
  const now = order.findIndex((page) => page.name === current);
  at("start").hidden = Boolean(current);
  for (const [each, one] of frames) { one.classList.toggle("shown", each === current); one.inert = each !== current; }
  if (current) {
    const one = frame(current);
    one.classList.add("shown");
    one.inert = false;
    if (one.ready && known && one.version !== known) load(current);
    at("loading").hidden = one.ready;
    if (one.ready) ahead();
  } else {
    at("loading").hidden = true;
    begin();
    ahead();
  }
  at("where").textContent = current ? order[now].title : "";
  document.title = current ? order[now].title : at("start").querySelector("h1").textContent;
  at("home").disabled = !current;
  at("previous").disabled = !current;
  at("next").disabled = now >= order.length - 1;
}

function move(step) {
  const to = order.findIndex((page) => page.name === current) + step;
  if (to >= order.length || to < -1) return;
  location.hash = to < 0 ? "" : encodeURIComponent(order[to].name);
}

const home = () => { location.hash = ""; };
addEventListener("hashchange", () => show(decodeURIComponent(location.hash.slice(1))));

// A page's link to another notebook stays on this screen.
function follow(event) {
  const name = event.target.closest?.("a.lm-notebook")?.getAttribute("href");
  if (!name) return;
  event.preventDefault();
  event.stopPropagation();
  location.hash = name.replace(/\.ipynb$/, "");
}

async function begin() {
  try {
    const answer = await fetch(`/present/start?workshop=${encodeURIComponent(workshop)}`);
    if (answer.ok) at("start").innerHTML = await answer.text();
  } catch { /* the state's question tells */ }
}

at("start").addEventListener("click", (event) => {
  const other = event.target.closest("a.workshop");
  if (other) { event.preventDefault(); workshop = other.dataset.workshop; begin(); }
  const minutes = event.target.closest("button.minutes")?.dataset.minutes;
  if (minutes) { stop(); set(minutes * 60); start(); }
});

// Pages that wait show what was saved meanwhile, as soon as nobody saves any more.
async function ask() {
  try {
    const answer = await fetch("/present/state");
    if (!answer.ok) throw new Error(answer.status);
    const { version } = await answer.json();
    const calm = version === known;
    known = version;
    if (at("said").textContent === document.body.dataset.noContact) tell("");
    for (const [name, one] of frames) if (calm && name !== current && one.ready && one.version !== known) load(name);
    if (calm && !current && at("start").dataset.version !== version) { at("start").dataset.version = version; begin(); }
  } catch { tell(document.body.dataset.noContact); }
  setTimeout(ask, EVERY);
}

function tell(text) { at("said").textContent = text; at("said").hidden = !text; }

// Size, light, full screen

let scale = Number(kept("scale", 1));
function size(step) {
  scale = Math.min(2, Math.max(0.6, Math.round((scale + step) * 10) / 10));
  keep("scale", scale);
  root.style.setProperty("--size", scale);
  for (const one of frames.values()) fit(one);
}
function fit(one) {
  const stage = at("stage").getBoundingClientRect();
  const zoom = Math.max(0.5, (stage.width / WIDTH) * scale);
  one.style.width = `${stage.width / zoom}px`;
  one.style.height = `${stage.height / zoom}px`;
  one.style.transform = `scale(${zoom})`;
}
new ResizeObserver(() => { for (const one of frames.values()) fit(one); }).observe(at("stage"));

function dark(on = !root.classList.contains("dark")) {
  root.classList.toggle("dark", on);
  keep("dark", on ? "1" : "");
  at("dark").textContent = on ? at("dark").dataset.light : at("dark").dataset.dark;
  for (const one of frames.values()) one.contentDocument?.documentElement.classList.toggle("dark", on);
}
function full() {
  if (document.fullscreenElement) document.exitFullscreen(); else root.requestFullscreen?.();
}

// The timer

let seconds = Number(kept("seconds", 600));
let ends = Number(kept("ends", 0));
function set(to) { seconds = Math.max(60, Math.min(120 * 60, to)); keep("seconds", seconds); draw(); }
function start() { ends = Date.now() + seconds * 1000; keep("ends", ends); draw(); }
function stop() { ends = 0; keep("ends", 0); if (at("said").textContent === document.body.dataset.timeUp) tell(""); draw(); }
function minute(step) {
  if (ends) { ends = Math.max(Date.now(), ends + step * 60000); keep("ends", ends); draw(); } else set(seconds + step * 60);
}
function draw() {
  const left = ends ? Math.max(0, Math.ceil((ends - Date.now()) / 1000)) : seconds;
  at("left").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  at("go").textContent = ends ? document.body.dataset.stop : document.body.dataset.start;
  at("timer").classList.toggle("up", Boolean(ends) && left === 0);
  if (ends && left === 0 && at("said").hidden) tell(document.body.dataset.timeUp);
  if (left > 0 && at("said").textContent === document.body.dataset.timeUp) tell("");
}
setInterval(draw, 250);

// Keys

const again = () => { if (current) { load(current); at("loading").hidden = false; } else begin(); };
const toggle = () => (ends ? stop() : start());
const keys = { n: () => move(1), p: () => move(-1), h: home, t: toggle, d: () => dark(), f: full, r: again, "+": () => size(0.1), "-": () => size(-0.1) };
function key(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
  if (event.ctrlKey || event.metaKey || event.altKey || typing || event.defaultPrevented) return;
  const does = keys[event.key.toLowerCase()];
  if (does) { event.preventDefault(); does(); }
}
addEventListener("keydown", key);

const buttons = { home, previous: () => move(-1), next: () => move(1), go: toggle, more: () => minute(1), less: () => minute(-1), smaller: () => size(-0.1), larger: () => size(0.1), dark: () => dark(), full };
for (const [id, does] of Object.entries(buttons)) at(id).addEventListener("click", does);

dark(Boolean(kept("dark", "")));
size(0);
draw();
show(decodeURIComponent(location.hash.slice(1)));
ask();
