// What stands around the notes: buttons, adding, finding, the legend, the chosen note, messages.

import { fill } from "./text.js";
import { make, spreadName } from "./notes.js";
import { drawn, shape } from "./marks.js";
import { openRenamer, submitOnEnter } from "./editor.js";
import { enlarge } from "./scale.js";

const MANY = 15;
let boards = 0;

export function makeControls(view) {
  const { document, root } = view;
  boards += 1;
  const own = (name) => `lm-board-${boards}-${name}`;
  const div = (name, attributes) => make(document, "div", `lm-board-${name}`, attributes);
  const parts = {
    own,
    bar: div("bar"),
    legend: div("legend", { role: "group" }),
    body: div("body"),
    frame: div("frame"),
    stage: div("stage"),
    head: div("head"),
    foot: div("foot"),
    gutter: div("gutter"),
    plot: div("plot"),
    ground: div("ground", { "aria-hidden": "true" }),
    marks: drawn(document, "svg", { class: "lm-board-marks", "aria-hidden": "true" }),
    layer: div("layer", { role: "group" }),
    magnifiers: div("magnifiers"),
    trayBox: div("tray", { role: "group" }),
    trayTitle: div("traytitle", { id: own("tray") }),
    trayList: div("traylist"),
    strip: div("strip"),
    help: make(document, "p", "lm-board-help", { id: own("help") }),
    status: div("status", { role: "status", "aria-live": "polite" }),
    alert: div("alert", { role: "alert" }),
    alertText: make(document, "span"),
  };
  parts.strip.hidden = true;
  parts.alert.hidden = true;
  parts.layer.setAttribute("aria-describedby", parts.help.id);
  parts.trayBox.setAttribute("aria-labelledby", parts.trayTitle.id);
  parts.plot.append(parts.ground, parts.marks, parts.layer, parts.magnifiers);
  parts.stage.append(parts.head, parts.gutter, parts.plot, parts.foot);
  parts.frame.append(parts.stage);
  parts.trayBox.append(parts.trayTitle, parts.trayList);
  parts.body.append(parts.trayBox, parts.frame);
  const close = button(view, () => (parts.alert.hidden = true));
  parts.alert.append(parts.alertText, close);
  Object.assign(parts, { close }, adder(view, own), finder(view, own), buttons(view));
  const history = div("buttons");
  history.append(parts.undo, parts.redo, parts.full);
  const views = make(document, "details", "lm-board-views");
  parts.viewsTitle = make(document, "summary");
  const viewButtons = div("buttons");
  viewButtons.append(parts.out, parts.into, parts.whole, parts.smaller, parts.larger);
  views.append(parts.viewsTitle, viewButtons);
  parts.views = views;
  parts.bar.append(parts.addForm, parts.findForm, history, views);
  root.append(parts.bar, parts.legend, parts.body, parts.status, parts.alert, parts.strip, parts.help);
  parts.zoomTo = (zoom) => zoomTo(view, zoom);
  parts.leaveFull = () => setFull(view, false);
  parts.show = () => showControls(view);
  const changed = () => fullChanged(view);
  document.addEventListener("fullscreenchange", changed);
  view.quit(() => document.removeEventListener("fullscreenchange", changed));
  return parts;
}

function button(view, action, className = "") {
  const node = make(view.document, "button", className, { type: "button" });
  node.addEventListener("click", action);
  return node;
}

function labelled(view, id, type) {
  const label = make(view.document, "label", "", { for: id });
  const input = make(view.document, "input", "", { id, type, autocomplete: "off" });
  return [label, input];
}

function adder(view, own) {
  const addForm = make(view.document, "form", "lm-board-form");
  const [addLabel, addInput] = labelled(view, own("add"), "text");
  addInput.maxLength = 200;
  const addButton = make(view.document, "button", "lm-board-main", { type: "submit" });
  addForm.append(addLabel, addInput, addButton);
  submitOnEnter(addForm);
  addForm.addEventListener("submit", async (event) => {
    event.preventDefault();
    const label = addInput.value.trim();
    if (!label || addInput.readOnly) return;
    addInput.readOnly = true;
    const { x, y } = startPlace(view);
    const ok = await view.add(label, x, y);
    addInput.readOnly = false;
    if (ok) addInput.value = "";
    addInput.focus();
  });
  return { addForm, addLabel, addInput, addButton };
}

// A new note waits beside the board until somebody places it; without a tray it takes the first lane.
function startPlace(view) {
  if (view.tray) return { x: null, y: null };
  const first = (axis) =>
    axis.type === "numbers"
      ? axis.cells[Math.floor((axis.cells.length - 1) / 2)].value
      : axis.cells[0].value;
  return { x: first(view.xAxis), y: first(view.yAxis) };
}

function finder(view, own) {
  const findForm = make(view.document, "form", "lm-board-form");
  const [findLabel, findInput] = labelled(view, own("find"), "search");
  const found = make(view.document, "output", "lm-board-found", { for: findInput.id });
  findForm.append(findLabel, findInput, found);
  submitOnEnter(findForm);
  findInput.addEventListener("input", () => {
    view.query = findInput.value.trim().toLocaleLowerCase();
    view.later();
  });
  findForm.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = [...view.placed, ...view.loose].find((note) => view.query && view.matches(note));
    if (first) goTo(view, first);
  });
  return { findForm, findLabel, findInput, found };
}

function goTo(view, note) {
  if (!view.places.has(note.id) && view.plane.has(note.x, note.y)) {
    enlarge(view, view.plane.cell(note.x, note.y).join(":"));
  }
  view.select(note.id);
  view.after = () => {
    const element = view.elements.get(note.id);
    element?.focus();
    element?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
}

function buttons(view) {
  const scale = (by) => () => {
    view.type = Math.min(2, Math.max(0.7, view.type * by));
    view.later();
  };
  return {
    undo: button(view, () => view.undo()),
    redo: button(view, () => view.redo()),
    out: button(view, () => zoomTo(view, view.zoom / 1.25)),
    into: button(view, () => zoomTo(view, view.zoom * 1.25)),
    whole: button(view, () => zoomTo(view, 1)),
    smaller: button(view, scale(1 / 1.15)),
    larger: button(view, scale(1.15)),
    full: button(view, () => setFull(view, !view.root.classList.contains("is-full"))),
  };
}

function zoomTo(view, zoom) {
  const { frame } = view.controls;
  const wished = Math.min(4, Math.max(1, zoom));
  const rounded = Math.abs(wished - 1) < 0.05 ? 1 : wished;
  const ratio = rounded / view.zoom;
  const centre = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
  view.zoom = rounded;
  if (rounded === 1) view.enlarged = null;
  view.after = () => {
    frame.scrollTo(
      centre[0] * ratio - frame.clientWidth / 2,
      centre[1] * ratio - frame.clientHeight / 2,
    );
  };
  view.later();
}

// Browsers that can't show one element on the whole screen (telephones) let the board cover the page.
function setFull(view, on) {
  const { root, document } = view;
  if (!on && document.fullscreenElement === root) {
    document.exitFullscreen();
    return;
  }
  const over = () => {
    root.classList.toggle("is-over", on);
    fullChanged(view);
  };
  if (on && root.requestFullscreen) root.requestFullscreen().catch(over);
  else over();
}

function fullChanged(view) {
  const { root, document } = view;
  const full = document.fullscreenElement === root || root.classList.contains("is-over");
  root.classList.toggle("is-full", full);
  view.later();
}

function showControls(view) {
  const { controls, words, can } = view;
  const text = (node, value) => {
    if (node.textContent !== value) node.textContent = value;
  };
  text(controls.addLabel, words.new);
  text(controls.addButton, words.add);
  text(controls.findLabel, words.find);
  for (const name of ["undo", "redo", "out", "into", "whole", "smaller", "larger"]) {
    text(controls[name], words[name]);
  }
  text(controls.full, view.root.classList.contains("is-full") ? words.leave_full : words.full);
  text(controls.close, words.close);
  text(controls.viewsTitle, words.views);
  text(controls.help, can.has("move") ? words.help : words.help_reading);
  controls.layer.setAttribute("aria-label", words.notes);
  controls.legend.setAttribute("aria-label", words.legend);
  controls.addForm.hidden = !can.has("add");
  controls.findForm.hidden = view.notes.size <= MANY;
  controls.undo.hidden = !can.has("undo");
  controls.redo.hidden = !can.has("redo");
  // A button that goes off while it has the focus would throw the keyboard out of the board.
  controls.undo.setAttribute("aria-disabled", String(!view.model.get("can_undo")));
  controls.redo.setAttribute("aria-disabled", String(!view.model.get("can_redo")));
  controls.trayBox.hidden = !view.tray || (!view.loose.length && !can.has("move"));
  text(controls.trayTitle, `${view.tray} (${view.loose.length})`);
  const hits = view.query ? [...view.placed, ...view.loose].filter((note) => view.matches(note)).length : 0;
  text(controls.found, view.query ? fill(words.found, { n: hits }) : "");
}

// The legend is also a filter: a kind that is pressed stands out, the others step back.
export function showLegend(view, shown) {
  const { legend } = view.controls;
  const counts = new Map();
  for (const note of shown) counts.set(note.kind ?? "", (counts.get(note.kind ?? "") ?? 0) + 1);
  const signature = JSON.stringify([
    [...counts], [...view.kinds.values()], view.kindShown ?? null, view.base, view.largest, view.language,
  ]);
  if (legend.dataset.look === signature) return;
  legend.dataset.look = signature;
  const focused = legend.contains(view.document.activeElement) && view.document.activeElement.dataset.kind;
  const parts = [...view.kinds.values()]
    .filter((kind) => counts.has(kind.value) && kind.title)
    .map((kind) => legendButton(view, kind, counts.get(kind.value)));
  if (view.largest && view.model.get("size_title")) {
    const text = fill(view.words.size, {
      title: view.model.get("size_title"),
      most: view.number(view.largest),
    });
    parts.push(make(view.document, "span", "lm-board-sizes", {}, text));
  }
  legend.hidden = !parts.length;
  legend.replaceChildren(...parts);
  if (focused !== false) [...legend.children].find((one) => one.dataset.kind === focused)?.focus();
}

function legendButton(view, kind, count) {
  const node = button(view, () => {
    view.kindShown = view.kindShown === kind.value ? undefined : kind.value;
    view.later();
  });
  node.dataset.kind = kind.value;
  node.setAttribute("aria-pressed", String(view.kindShown === kind.value));
  node.append(
    shape(view.document, kind, Math.round(view.base * 0.95)),
    make(view.document, "span", "", {}, `${kind.title} ${view.number(count)}`),
  );
  return node;
}

// The chosen note in full, with a way to move it without dragging.
export function showSelection(view) {
  const { strip } = view.controls;
  const note = view.selected === undefined ? null : view.notes.get(view.selected) && view.shown(view.selected);
  strip.hidden = !note;
  const signature = note ? JSON.stringify([note, view.words, [...view.can], view.language]) : "";
  if (strip.dataset.look === signature) return;
  strip.dataset.look = signature;
  const focused = strip.contains(view.document.activeElement) && view.document.activeElement.dataset.part;
  strip.replaceChildren(...(note ? selectionParts(view, note) : []));
  if (focused) strip.querySelector(`[data-part="${focused}"]`)?.focus();
}

function selectionParts(view, note) {
  const { document, words } = view;
  const title = make(document, "div", "lm-board-chosen");
  title.append(shape(document, view.kindOf(note), view.base), make(document, "strong", "", {}, note.label));
  const kind = note.kind && view.kindOf(note).title;
  if (kind) title.append(make(document, "span", "", {}, kind));
  const parts = [title];
  const said = [note.badge, note.spread && spreadName(view, note.spread)];
  if (note.before) said.push(fill(words.was, { place: view.place(note.before.x, note.before.y) }));
  for (const line of [...said, ...(note.detail ?? "").split("\n")].filter(Boolean)) {
    parts.push(make(document, "p", "", {}, line));
  }
  const row = make(document, "div", "lm-board-buttons");
  if (view.can.has("move")) row.append(...pickers(view, note));
  const own = (part, text, action) => {
    const node = button(view, action);
    node.dataset.part = part;
    node.textContent = text;
    row.append(node);
  };
  if (view.can.has("edit")) own("edit", words.rename, () => openRenamer(view, note.id));
  own("close", words.close, () => {
    const element = view.elements.get(note.id);
    view.select(undefined);
    element?.focus();
  });
  return [...parts, row];
}

function pickers(view, note) {
  const axes = [["y", view.yAxis], ["x", view.xAxis]].filter(([, axis]) => axis.type !== "none");
  return axes.flatMap(([part, axis]) => {
    const id = view.controls.own(`pick-${part}`);
    const title = axis.title || view.words.lane;
    const label = make(view.document, "label", "lm-board-picker", { for: id }, title);
    const pick = make(view.document, "select", "", { id });
    pick.dataset.part = part;
    const known = axis.cells.map((cell) => cell.value);
    const values = axis.has(note[part]) && !known.includes(note[part]) ? [note[part], ...known] : known;
    if (!axis.has(note[part])) pick.append(make(view.document, "option", "", { value: "" }, "–"));
    values.forEach((value) => {
      const option = make(view.document, "option", "", {}, view.valueTitle(axis, value));
      option.value = String(value);
      option.selected = value === note[part];
      pick.append(option);
    });
    pick.addEventListener("change", () => {
      const value = values.find((one) => String(one) === pick.value);
      const other = (name, its) =>
        its.has(note[name]) ? note[name] : its.cells[Math.floor((its.cells.length - 1) / 2)].value;
      const place = { x: other("x", view.xAxis), y: other("y", view.yAxis), [part]: value };
      view.move(note.id, place.x, place.y);
    });
    return [label, pick];
  });
}
