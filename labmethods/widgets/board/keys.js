// Moving a note by keyboard: arrows lift it, Enter or leaving it saves, Escape puts it back.

import { fill } from "./text.js";
import { cancelDrag } from "./drag.js";
import { openRenamer } from "./editor.js";
import { enlarge } from "./scale.js";

const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
// A note that was moved and then left alone is saved, so that nothing can be forgotten.
const REST = 1200;

export function listenToKeys(view) {
  const { root } = view;
  root.addEventListener("keydown", (event) => {
    if (!event.defaultPrevented) key(view, event);
  });
  root.addEventListener("focusout", (event) => {
    // A note that changes its place in the page loses the focus for a moment.
    if (!view.redrawing && event.target.dataset?.note === view.lifted?.id) settleLift(view);
  });
  view.quit(() => settleLift(view));
}

function key(view, event) {
  const id = event.target.dataset?.note;
  const taken = id ? noteKey(view, event, id) : false;
  if (taken || boardKey(view, event)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function noteKey(view, event, id) {
  if (event.key in ARROWS && !event.ctrlKey && !event.altKey && !event.metaKey) {
    if (view.can.has("move")) arrowKey(view, id, ...ARROWS[event.key], event.shiftKey);
    return true;
  }
  if ((event.key === "Enter" || event.key === " ") && view.lifted) {
    settleLift(view);
    return true;
  }
  if (event.key === "F2") {
    openRenamer(view, id);
    return true;
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    view.say(fill(view.words.no_removal, { label: view.notes.get(id).label }));
    return true;
  }
  return false;
}

function boardKey(view, event) {
  if (event.key === "Escape") return escape(view);
  const typing = event.target.closest("input, select, textarea");
  if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const letter = event.key.toLowerCase();
  if (letter === "z" && !event.shiftKey) view.undo();
  else if (letter === "y" || letter === "z") view.redo();
  else return false;
  return true;
}

function escape(view) {
  if (cancelDrag(view)) {
    view.skipClick = true;
    view.say(view.words.not_moved);
  } else if (view.lifted) {
    const { id } = view.lifted;
    dropLift(view);
    view.later();
    const note = view.shown(id);
    view.say(fill(view.words.back, { label: note.label, place: view.place(note.x, note.y) }));
  } else if (view.enlarged) {
    enlarge(view, null);
  } else if (view.root.classList.contains("is-over")) {
    view.controls.leaveFull();
  } else {
    return false;
  }
  return true;
}

function arrowKey(view, id, right, up, fine) {
  const note = view.shown(id);
  const middle = (axis) => axis.cells[Math.floor((axis.cells.length - 1) / 2)].value;
  const next = view.plane.has(note.x, note.y)
    ? view.plane.shifted(note.x, note.y, right, up, fine)
    : { x: middle(view.xAxis), y: middle(view.yAxis) };
  if (next.x === note.x && next.y === note.y) {
    view.say(fill(view.words.at_edge, { label: note.label, place: view.place(note.x, note.y) }));
    return;
  }
  clearTimeout(view.lifted?.timer);
  view.lifted = { id, ...next, timer: setTimeout(() => settleLift(view), REST) };
  view.say(view.place(next.x, next.y));
  view.later();
}

function dropLift(view) {
  clearTimeout(view.lifted?.timer);
  view.lifted = null;
}

function settleLift(view) {
  const { lifted } = view;
  if (!lifted) return;
  dropLift(view);
  view.move(lifted.id, lifted.x, lifted.y);
}
