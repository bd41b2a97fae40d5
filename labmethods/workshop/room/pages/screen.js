/* The room's screen: timer, full screen, light and dark, size of the text, keys. */
"use strict";
function left() {
  const seconds = Math.max(0, Math.round((timer.until - Date.now()) / 1000));
  return seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : words.time_up;
}
function startTimer(minutes) {
  timer = { until: Date.now() + minutes * 60000 };
  timer.tick = setInterval(() => { if (at("clock")) at("clock").textContent = left(); }, 500);
  drawStage();
}
function stopTimer() {
  if (timer) clearInterval(timer.tick);
  timer = null;
  if (all) drawStage();
}
function screenOnly() {
  const only = document.body.classList.toggle("screen");
  at("back").hidden = !only;
  if (only) at("back").focus();
}
function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.();
}
function dark() { document.documentElement.classList.toggle("dark"); }
let scale = 1;
function size(step) {
  scale = Math.min(2.5, Math.max(0.6, scale + step));
  document.documentElement.style.setProperty("--size", scale);
}
function next() {
  if (!all?.open) return;
  const now = all.rounds.findIndex((one) => one.id === all.current);
  const coming = all.rounds.slice(now + 1).find((one) => one.state === "planned");
  if (coming) send("round", { round: coming.id, to: "open" });
}
const keys = {
  s: screenOnly, f: fullScreen, d: dark, "+": () => size(0.15), "-": () => size(-0.15), n: next,
  t() {
    const round = all?.rounds?.find((one) => one.id === all.current);
    if (timer) stopTimer(); else if (round?.minutes) startTimer(round.minutes);
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || document.querySelector("dialog[open]")) return;
  keys[event.key.toLowerCase()]?.();
});
at("back").addEventListener("click", screenOnly);
// Last, when all that draws is here.
connect();
