// Asks every two seconds whether somebody else has saved something, while the panel is seen.
// What is being typed must not be disturbed: a text that was begun and not left yet is told.
const EVERY = 2000;
const TEXTS = "input:not([type=search]), textarea, [contenteditable]";

function render({ model, el }) {
  el.style.display = "none";
  let begun = null;
  let waiting = false;
  const typed = (event) => {
    if (event.target.closest?.(".lm") && event.target.matches?.(TEXTS)) begun = event.target;
  };
  const left = () => { begun = null; };
  const answered = () => { waiting = false; };
  const seen = () => document.visibilityState === "visible" && el.parentElement?.offsetParent;
  const ask = () => {
    if (waiting || !seen()) return;
    waiting = true;
    model.send({ typing: Boolean(begun && begun.isConnected) });
  };
  document.addEventListener("input", typed, true);
  document.addEventListener("change", left, true);
  document.addEventListener("focusout", left, true);
  model.on("msg:custom", answered);
  const timer = setInterval(ask, EVERY);
  return () => {
    clearInterval(timer);
    document.removeEventListener("input", typed, true);
    document.removeEventListener("change", left, true);
    document.removeEventListener("focusout", left, true);
    model.off("msg:custom", answered);
  };
}

export default { render };
