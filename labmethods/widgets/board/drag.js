// Moving a note by mouse, pen or finger.

import { make } from "./notes.js";
import { openAdder, openRenamer } from "./editor.js";

const EDGE = 44;

export function listenToPointer(view) {
  const { root } = view;
  root.addEventListener("pointerdown", (event) => begin(view, event));
  root.addEventListener("pointermove", (event) => follow(view, event));
  root.addEventListener("pointerup", (event) => drop(view, event));
  root.addEventListener("pointercancel", () => cancelDrag(view));
  root.addEventListener("click", (event) => click(view, event));
  view.controls.plot.addEventListener("dblclick", (event) => doubleClick(view, event));
  root.addEventListener("wheel", (event) => wheel(view, event), { passive: false });
}

function noteOf(event) {
  return event.target.closest?.(".lm-board-note");
}

function begin(view, event) {
  const element = noteOf(event);
  if (!element || event.button !== 0 || view.drag || !event.isPrimary) return;
  view.skipClick = false;
  // Safari gives a pressed button no focus, and Escape must reach the board.
  element.focus({ preventScroll: true });
  if (!view.can.has("move")) return;
  const rect = element.getBoundingClientRect();
  view.drag = {
    id: element.dataset.note,
    element,
    pointer: event.pointerId,
    start: { x: event.clientX, y: event.clientY },
    grip: { x: event.clientX - rect.left, y: event.clientY - rect.top },
    slack: event.pointerType === "mouse" ? 4 : 8,
  };
}

function follow(view, event) {
  const { drag } = view;
  if (!drag || event.pointerId !== drag.pointer) return;
  drag.at = { x: event.clientX, y: event.clientY };
  if (!drag.ghost) {
    const far = Math.hypot(drag.at.x - drag.start.x, drag.at.y - drag.start.y);
    if (far < drag.slack) return;
    lift(view);
  }
  event.preventDefault();
  show(view);
  scrollAtEdges(view);
}

function lift(view) {
  const { drag, document, root } = view;
  view.skipClick = true;
  drag.element.setPointerCapture?.(drag.pointer);
  drag.element.classList.add("is-lifted");
  drag.ghost = drag.element.cloneNode(true);
  drag.ghost.classList.add("lm-board-ghost");
  drag.ghost.setAttribute("aria-hidden", "true");
  drag.ghost.setAttribute("tabindex", "-1");
  delete drag.ghost.dataset.note;
  drag.hint = make(document, "div", "lm-board-hint", { "aria-hidden": "true" });
  drag.target = make(document, "div", "lm-board-target", { "aria-hidden": "true" });
  view.controls.plot.prepend(drag.target);
  root.append(drag.ghost, drag.hint);
  root.classList.add("is-dragging");
}

// The values under the pointer; null where a note can't be dropped.
function targetOf(view, at) {
  const { plot, frame, trayBox } = view.controls;
  const inside = (rect) =>
    at.x >= rect.left && at.x <= rect.right && at.y >= rect.top && at.y <= rect.bottom;
  if (view.tray && !trayBox.hidden && inside(trayBox.getBoundingClientRect())) {
    return { x: null, y: null, tray: true };
  }
  const rect = plot.getBoundingClientRect();
  const seen = frame.getBoundingClientRect();
  if (!inside(rect) || !inside(seen)) return null;
  return view.plane.values(at.x - rect.left, at.y - rect.top);
}

function show(view) {
  const { drag, root } = view;
  const ground = root.getBoundingClientRect();
  const [x, y] = [drag.at.x - ground.left, drag.at.y - ground.top];
  drag.ghost.style.transform = `translate(${x - drag.grip.x}px, ${y - drag.grip.y}px)`;
  const target = targetOf(view, drag.at);
  drag.hint.textContent = target ? view.place(target.x, target.y) : view.words.outside;
  const left = Math.min(Math.max(4, x + 14), root.clientWidth - drag.hint.offsetWidth - 4);
  const above = y - drag.grip.y - drag.hint.offsetHeight - 8;
  drag.hint.style.transform = `translate(${left}px, ${above > 0 ? above : y + 36}px)`;
  mark(view, target);
}

function mark(view, target) {
  const { drag, plane } = view;
  view.controls.trayBox.classList.toggle("is-target", Boolean(target?.tray));
  drag.target.hidden = !target || target.tray;
  if (drag.target.hidden) return;
  const point = plane.point(target.x, target.y);
  const rect = view.free
    ? { x: point.x - 14, y: point.y - 14, w: 28, h: 28 }
    : plane.rect(...plane.cell(target.x, target.y));
  drag.target.classList.toggle("is-point", view.free);
  Object.assign(drag.target.style, {
    left: `${rect.x}px`,
    top: `${rect.y}px`,
    width: `${rect.w}px`,
    height: `${rect.h}px`,
  });
}

// An enlarged board scrolls while a note is held near its edge.
function scrollAtEdges(view) {
  const { drag } = view;
  if (drag.scrolling) return;
  const step = () => {
    if (view.drag !== drag || !drag.ghost) return;
    const rect = view.controls.frame.getBoundingClientRect();
    const pull = (at, low, high) => (at < low + EDGE ? -9 : at > high - EDGE ? 9 : 0);
    const dx = pull(drag.at.x, rect.left, rect.right);
    const dy = pull(drag.at.y, rect.top, rect.bottom);
    drag.scrolling = Boolean(dx || dy);
    if (!drag.scrolling) return;
    view.controls.frame.scrollBy(dx, dy);
    show(view);
    requestAnimationFrame(step);
  };
  step();
}

function drop(view, event) {
  const { drag } = view;
  if (!drag || event.pointerId !== drag.pointer) return;
  const at = { x: event.clientX, y: event.clientY };
  const lifted = Boolean(drag.ghost);
  cancelDrag(view);
  if (!lifted) return;
  const target = targetOf(view, at);
  if (target) view.move(drag.id, target.x, target.y);
  else view.say(view.words.not_moved);
}

export function cancelDrag(view) {
  const { drag } = view;
  if (!drag) return false;
  view.drag = null;
  drag.element.classList.remove("is-lifted");
  for (const node of [drag.ghost, drag.hint, drag.target]) node?.remove();
  view.controls.trayBox.classList.remove("is-target");
  view.root.classList.remove("is-dragging");
  return Boolean(drag.ghost);
}

function click(view, event) {
  const element = noteOf(event);
  if (!element || view.skipClick) {
    view.skipClick = false;
    return;
  }
  const { note } = element.dataset;
  // Enter and Space come as clicks without a count.
  if (event.detail === 0 && !view.can.has("open") && view.can.has("edit")) openRenamer(view, note);
  else if (event.detail < 2) view.open(note);
  else openRenamer(view, note);
}

function doubleClick(view, event) {
  if (noteOf(event) || event.target.closest("button, form")) return;
  const target = targetOf(view, { x: event.clientX, y: event.clientY });
  if (target && !target.tray) openAdder(view, target.x, target.y, { x: event.clientX, y: event.clientY });
}

function wheel(view, event) {
  if (!event.ctrlKey || !view.controls.frame.contains(event.target)) return;
  event.preventDefault();
  view.controls.zoomTo(view.zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
}
