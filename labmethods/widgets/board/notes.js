// A note on the board: what it shows and what it is called for those who listen.

import { fill } from "./text.js";
import { markerSize } from "./layout.js";
import { shape } from "./marks.js";

// Text only ever becomes text: nothing that people typed is read as HTML.
export function make(document, tag, className = "", attributes = {}, text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text) node.textContent = text;
  return node;
}

export function noteElement(view, note, box) {
  let element = view.elements.get(note.id);
  if (!element) {
    element = make(view.document, "button", "lm-board-note", { type: "button" });
    element.dataset.note = note.id;
    view.elements.set(note.id, element);
  }
  const look = box ?? { level: "loose", font: view.base, lines: [{ text: note.label, tail: "" }] };
  const signature = JSON.stringify([look.level, look.font, look.lines, look.initials, note.kind, note.share, note.badge, note.bare]);
  if (element.dataset.look !== signature || element.lastKind !== view.kindOf(note)) {
    element.dataset.look = signature;
    element.lastKind = view.kindOf(note);
    element.replaceChildren(...inside(view, note, look));
  }
  element.style.setProperty("--lm-kind", view.kindOf(note).colour);
  element.style.fontSize = `${look.font}px`;
  place(element, box);
  element.dataset.level = look.level;
  element.title = note.label;
  const set = (name, on) => element.classList.toggle(name, Boolean(on));
  set("is-faded", note.faded);
  set("is-bare", note.bare);
  set("is-out", !view.matches(note));
  set("is-found", view.query && view.matches(note));
  set("is-selected", view.selected === note.id);
  set("is-saving", view.pending.has(note.id));
  set("is-moving", view.lifted?.id === note.id);
  set("is-unmeasured", view.largest && note.size == null);
  return element;
}

function place(element, box) {
  const style = element.style;
  style.width = box ? `${box.w}px` : "";
  style.height = box ? `${box.h}px` : "";
  style.transform = box ? `translate(${Math.round(box.x)}px, ${Math.round(box.y)}px)` : "";
}

function inside(view, note, look) {
  const { document } = view;
  const marker = {
    card: markerSize(note, look.font),
    loose: markerSize(note, look.font),
    tall: markerSize(note, look.font),
    label: 0,
    initials: Math.round((look.w ?? 30) * (0.34 + 0.2 * (note.share ?? 0.5))),
    shape: Math.round((look.w ?? 24) * (0.5 + 0.35 * (note.share ?? 0.7))),
  }[look.level];
  // Where there are no kinds and no sizes a shape would say nothing; a free label has it at its point.
  const parts = note.bare || look.level === "label" ? [] : [shape(document, view.kindOf(note), marker)];
  if (look.initials) {
    parts.push(make(document, "span", "lm-board-initials", { "data-initials": look.initials }));
  }
  if (look.lines.length) parts.push(labelOf(document, look.lines));
  if (note.badge && ["card", "loose", "label"].includes(look.level)) {
    parts.push(make(document, "span", "lm-board-badge", {}, note.badge));
  }
  return parts;
}

function labelOf(document, lines) {
  const text = make(document, "span", "lm-board-label");
  lines.forEach((line, index) => {
    text.append(make(document, "span", "", line.tail ? { "data-tail": line.tail } : {}, line.text));
    if (!line.tail && index < lines.length - 1) text.append(" ");
  });
  return text;
}

// "Röda Korset, civil society, power 4, interest 5": label, kind, place and whatever else is drawn.
export function nameOf(view, note) {
  const kind = note.kind && view.kindOf(note).title;
  const said = [note.label, note.badge, kind, view.place(note.x, note.y)];
  if (note.size != null && view.model.get("size_title")) {
    said.push(`${view.model.get("size_title")} ${view.number(note.size)}`);
  }
  if (note.before) {
    said.push(fill(view.words.was, { place: view.place(note.before.x, note.before.y) }));
  }
  if (note.spread) said.push(spreadName(view, note.spread));
  return said.filter(Boolean).join(", ");
}

export function spreadName(view, spread) {
  const range = (axis, ends) =>
    ends && `${axis.title} ${view.number(ends[0])}–${view.number(ends[1])}`;
  const said = [range(view.yAxis, spread.y), range(view.xAxis, spread.x)].filter(Boolean).join(", ");
  return fill(view.words.spread, { place: said, n: spread.n ?? "–" });
}
