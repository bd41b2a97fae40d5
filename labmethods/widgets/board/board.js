// The board: keeps what is shown, draws it and talks with Python. Python saves, this only asks.

import { fill, textMeasure } from "./text.js";
import { axisOf, edgesOf, Plane } from "./plane.js";
import { CELL_PADDING, packCell, packFree, packLane, settle } from "./layout.js";
import { arrow, startOf, truePoint, whisker } from "./marks.js";
import { make, noteElement, nameOf } from "./notes.js";
import { drawScale } from "./scale.js";
import { makeControls, showLegend, showSelection } from "./controls.js";
import { listenToPointer } from "./drag.js";
import { listenToKeys } from "./keys.js";
import { followTheme } from "./theme.js";

const QUIET = 350;
const LONG = 8000;
// In sizes of the type: the lanes' titles, and the least that a lane of steps needs.
const GUTTER = 8.2;
const LANE = 9.5;
// As much of the window's height may a board of lanes take; the style sheet says the same.
const MOST = 0.82;

class View {
  constructor(model, el) {
    this.model = model;
    this.document = el.ownerDocument;
    this.measure = textMeasure(this.document);
    this.elements = new Map();
    this.pending = new Map();
    this.asked = new Map();
    this.tickets = 0;
    this.zoom = 1;
    this.type = 1;
    this.quitters = [];
    this.root = make(this.document, "div", "lm-board", { role: "group" });
    // JupyterLab would otherwise take arrows and Enter for its cells.
    this.root.setAttribute("data-lm-suppress-shortcuts", "true");
    this.controls = makeControls(this);
    el.append(this.root);
    listenToPointer(this);
    listenToKeys(this);
    followTheme(this);
    this.listen();
    this.read();
  }

  listen() {
    const read = () => this.read();
    const answer = (content) => this.answered(content);
    this.model.on("change", read);
    this.model.on("msg:custom", answer);
    const size = new ResizeObserver(() => this.later());
    size.observe(this.root);
    size.observe(this.controls.frame);
    this.quit(() => {
      this.model.off("change", read);
      this.model.off("msg:custom", answer);
      size.disconnect();
    });
  }

  quit(callback) {
    this.quitters.push(callback);
  }

  close() {
    this.closed = true;
    for (const callback of this.quitters) callback();
    this.root.remove();
  }

  // --- what Python says

  read() {
    const get = (name) => this.model.get(name);
    this.words = get("words");
    this.language = get("language");
    this.can = new Set(get("read_only") ? get("can").filter((one) => one === "open") : get("can"));
    this.xAxis = axisOf(get("x_axis"));
    this.yAxis = axisOf(get("y_axis"));
    this.tray = get("tray");
    this.kinds = new Map(get("kinds").map((kind) => [kind.value, kind]));
    this.notes = new Map(get("notes").map((note) => [note.id, note]));
    this.root.lang = this.language;
    this.root.setAttribute("aria-label", get("title"));
    this.largest = Math.max(0, ...get("notes").map((note) => note.size ?? 0));
    this.later();
  }

  kindOf(note) {
    return this.kinds.get(note.kind ?? "") ?? { title: "", colour: "#595959", symbol: "circle" };
  }

  // A note as it is shown now: on its way, lifted by keys, or where Python has it.
  shown(id) {
    const note = this.notes.get(id);
    const moved = this.lifted?.id === id ? this.lifted : this.pending.get(id);
    return moved ? { ...note, x: moved.x, y: moved.y } : note;
  }

  // --- what is asked of Python

  ask(event, content) {
    this.tickets += 1;
    const ticket = `${this.viewId}-${this.tickets}`;
    const slow = setTimeout(() => this.say(this.words.saving), QUIET);
    const late = setTimeout(() => this.say(this.words.waiting), LONG);
    return new Promise((resolve) => {
      this.asked.set(ticket, (answer) => {
        clearTimeout(slow);
        clearTimeout(late);
        resolve(answer);
      });
      this.model.send({ event, ticket, ...content });
    });
  }

  answered(content) {
    const resolve = this.asked.get(content?.answer);
    if (!resolve) return;
    this.asked.delete(content.answer);
    resolve(content);
  }

  async move(id, x, y) {
    const saved = this.notes.get(id);
    const now = this.shown(id);
    if (now.x === x && now.y === y) return;
    const ticket = {};
    this.pending.set(id, { x, y, ticket });
    this.later();
    const answer = await this.ask("moved", { id, x, y });
    if (this.closed) return;
    if (this.pending.get(id)?.ticket === ticket) this.pending.delete(id);
    if (answer.ok) {
      this.say(answer.message || fill(this.words.moved, { label: saved.label, place: this.place(x, y) }));
    } else {
      this.alarm(fill(this.words.put_back, { label: saved.label, reason: answer.message }));
    }
    this.later();
  }

  async add(label, x, y) {
    const answer = await this.ask("added", { label, x, y });
    if (answer.ok) {
      this.say(answer.message || fill(this.words.added, { label, place: this.place(x, y) }));
      if (answer.id) this.select(answer.id);
    } else {
      this.alarm(answer.message);
    }
    return answer.ok;
  }

  async rename(id, label) {
    const answer = await this.ask("edited", { id, label });
    if (answer.ok) this.say(answer.message || fill(this.words.renamed, { label }));
    else this.alarm(answer.message);
    return answer.ok;
  }

  async plain(event, content, said) {
    const answer = await this.ask(event, content);
    if (!answer.ok) this.alarm(answer.message);
    else if (answer.message || said) this.say(answer.message || said);
  }

  open(id) {
    this.select(id);
    if (this.can.has("open")) this.plain("opened", { id });
  }

  undo() {
    if (this.can.has("undo") && this.model.get("can_undo")) this.plain("undo", {}, this.words.undone);
  }

  redo() {
    if (this.can.has("redo") && this.model.get("can_redo")) this.plain("redo", {}, this.words.redone);
  }

  // --- words

  number(value) {
    return new Intl.NumberFormat(this.language, { maximumFractionDigits: 2 }).format(value);
  }

  valueTitle(axis, value) {
    if (axis.type === "lanes") return axis.cells.find((cell) => cell.value === value)?.title ?? "";
    return value === null || value === undefined ? "" : this.number(value);
  }

  place(x, y) {
    if (!this.xAxis.has(x) || !this.yAxis.has(y)) return this.tray || this.words.nowhere;
    return [[this.yAxis, y], [this.xAxis, x]]
      .filter(([axis]) => axis.type !== "none")
      .map(([axis, value]) => `${axis.title} ${this.valueTitle(axis, value)}`.trim())
      .join(", ");
  }

  say(text) {
    this.controls.alert.hidden = true;
    this.controls.status.textContent = text;
  }

  alarm(text) {
    this.controls.status.textContent = "";
    this.controls.alertText.textContent = text || this.words.not_saved;
    this.controls.alert.hidden = false;
  }

  select(id) {
    this.selected = id;
    this.later();
  }

  // --- drawing

  later() {
    if (this.scheduled || this.closed) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      if (!this.closed) this.draw();
    });
  }

  draw() {
    const width = this.root.clientWidth;
    if (!width) return;
    this.narrow = width < 620;
    this.base = this.typeSize(width);
    this.root.style.setProperty("--lm-type", `${this.base}px`);
    this.root.classList.toggle("is-narrow", this.narrow);
    this.root.classList.toggle("has-lanes", this.yAxis.type !== "numbers");
    const shown = [...this.notes.keys()].map((id) => this.weighed(this.shown(id)));
    this.placed = shown.filter((note) => this.xAxis.has(note.x) && this.yAxis.has(note.y));
    this.loose = shown.filter((note) => !this.xAxis.has(note.x) || !this.yAxis.has(note.y));
    this.controls.show();
    this.arrange();
    drawScale(this);
    this.root.style.setProperty("--lm-head", `${this.controls.head.offsetHeight}px`);
    if (this.aroundBefore !== this.around()) {
      // Titles that broke into other lines leave another height for the scale.
      this.aroundBefore = this.around();
      this.arrange();
      drawScale(this);
    }
    // A board that is a little too tall stands whole: a second bar to scroll by is worse.
    const tall = this.plane.height + this.around();
    const most = MOST * this.document.defaultView.innerHeight;
    this.controls.frame.classList.toggle("is-whole", tall <= 1.35 * most);
    this.drawMarks();
    this.drawNotes();
    showLegend(this, shown);
    showSelection(this);
    const { after } = this;
    this.after = null;
    after?.();
  }

  // Large, but not so that the last lane alone is out of sight.
  typeSize(width) {
    const base = Math.round(Math.min(30, Math.max(15, 9.5 + width / 110)) * this.type);
    if (this.xAxis.type !== "lanes" || this.type !== 1) return base;
    const side = this.yAxis.type === "lanes" && !this.narrow ? GUTTER : 0;
    const fitting = Math.floor((width - 8) / (side + LANE * this.xAxis.cells.length));
    return fitting >= 16 ? Math.min(base, fitting) : base;
  }

  weighed(note) {
    if (!this.largest) return this.kinds.size ? note : { ...note, bare: true };
    return { ...note, share: note.size == null ? 0 : Math.sqrt(Math.max(0, note.size) / this.largest) };
  }

  arrange() {
    const { frame } = this.controls;
    const lanes = this.yAxis.type !== "numbers";
    const gutter = this.gutter();
    const columns = this.xAxis.cells.length;
    const rows = this.yAxis.cells.length;
    const full = this.root.classList.contains("is-full");
    const inner = frame.clientWidth - gutter;
    const least = this.xAxis.type === "lanes" ? columns * this.base * LANE : 0;
    const width = Math.floor(Math.max(inner * this.zoom, least * this.zoom));
    const xEdges = edgesOf(columns, width, this.enlarged?.[0] ?? -1);
    this.free = this.isFree();
    this.places = new Map();
    this.cells = new Map();
    if (lanes) {
      frame.style.height = "";
      const yEdges = this.arrangeRows(xEdges, rows);
      this.plane = new Plane(this.xAxis, this.yAxis, xEdges, yEdges);
    } else {
      const tall = full ? Math.max(240, frame.clientHeight - this.around()) : this.height(inner);
      frame.style.height = full ? "" : `${Math.floor(tall) + this.around() + 3}px`;
      const yEdges = edgesOf(rows, Math.floor(tall * this.zoom), this.enlarged?.[1] ?? -1);
      this.plane = new Plane(this.xAxis, this.yAxis, xEdges, yEdges);
      if (!this.free) this.arrangeCells();
    }
    if (this.free) {
      for (const box of packFree(this.placed, this.plane, this.base, this.measure)) {
        this.places.set(box.id, box);
      }
    }
  }

  // Whole steps stack in their cell; values between, or with a spread, stand at their true point.
  isFree() {
    if (this.xAxis.type === "lanes" || this.yAxis.type === "lanes") return false;
    if (this.xAxis.type === "none" && this.yAxis.type === "none") return false;
    return this.placed.some(
      (note) => note.spread || !this.xAxis.exact(note.x) || !this.yAxis.exact(note.y),
    );
  }

  gutter() {
    if (this.yAxis.type === "none" || (this.narrow && this.yAxis.type === "lanes")) return 0;
    return Math.round(this.base * (this.yAxis.type === "lanes" ? GUTTER : this.narrow ? 1.7 : 2.2));
  }

  height(width) {
    const window = this.document.defaultView.innerHeight;
    if (this.narrow) return Math.max(360, Math.min(width * 1.25, window * 0.7));
    return Math.max(380, Math.min(width * 0.58, window * 0.62));
  }

  around() {
    return [this.controls.head, this.controls.foot].reduce((sum, one) => sum + one.offsetHeight, 0);
  }

  byCell(plane) {
    const groups = new Map();
    for (const note of this.placed) {
      const [column, row] = plane.cell(note.x, note.y);
      const key = `${column}:${row}`;
      if (!groups.has(key)) groups.set(key, { column, row, notes: [] });
      groups.get(key).notes.push(note);
    }
    return groups;
  }

  arrangeCells() {
    for (const [key, group] of this.byCell(this.plane)) {
      const rect = this.plane.rect(group.column, group.row);
      const [w, h] = [rect.w - 2 * CELL_PADDING, rect.h - 2 * CELL_PADDING];
      let pack = packCell(group.notes, w, h, this.base, this.measure);
      const crowded = pack.hidden > 0 || (pack.cut > 0 && group.notes.length > 2);
      // The button of a crowded cell needs a place of its own; hidden notes have left it already.
      const below = crowded && h > 60 ? 20 : 0;
      if (below && !pack.hidden) pack = packCell(group.notes, w, h - below, this.base, this.measure);
      this.cells.set(key, { ...group, crowded, hidden: pack.hidden });
      const room = { ...rect, h: rect.h - below };
      for (const box of settle(pack, room)) this.places.set(box.id, box);
    }
  }

  arrangeRows(xEdges, rows) {
    const rough = new Plane(this.xAxis, this.yAxis, xEdges, edgesOf(rows, rows));
    const groups = this.byCell(rough);
    const tight = this.placed.length > 16 * rows;
    const title = this.narrow && this.yAxis.type === "lanes" ? this.base * 1.9 : 0;
    const heights = new Array(rows).fill(this.base * 4.2 * this.zoom);
    for (const group of groups.values()) {
      const width = xEdges[group.column + 1] - xEdges[group.column] - 2 * CELL_PADDING;
      group.pack = packLane(group.notes, width, this.base, this.measure, tight);
      heights[group.row] = Math.max(heights[group.row], group.pack.h + 3.2 * CELL_PADDING);
    }
    const yEdges = heights.reduce((edges, one) => [...edges, edges[edges.length - 1] + one + title], [0]);
    const plane = new Plane(this.xAxis, this.yAxis, xEdges, yEdges);
    for (const [key, group] of groups) {
      this.cells.set(key, { ...group, crowded: false, hidden: 0 });
      const rect = plane.rect(group.column, group.row);
      for (const box of settle(group.pack, rect, title + CELL_PADDING)) this.places.set(box.id, box);
    }
    return yEdges;
  }

  drawMarks() {
    const { marks } = this.controls;
    const nodes = [];
    const under = [];
    const boxes = [...this.places.values()];
    for (const note of this.placed) {
      const box = this.places.get(note.id);
      if (!box) continue;
      const faded = !this.matches(note) || note.faded;
      const kind = this.kindOf(note);
      if (note.spread) under.push(whisker(this.document, this.plane, note, kind, under.length));
      if (box.anchor) nodes.push(truePoint(this.document, kind, box, faded));
      const from = note.before && startOf(this.plane, note, box, this.free, boxes);
      const target = box.anchor ? pointBox(box) : box;
      if (from) nodes.push(arrow(this.document, from, target, faded));
    }
    nodes.unshift(...under);
    marks.setAttribute("width", this.plane.width);
    marks.setAttribute("height", this.plane.height);
    marks.replaceChildren(...nodes.filter(Boolean));
  }

  matches(note) {
    if (this.kindShown !== undefined && (note.kind ?? "") !== this.kindShown) return false;
    return !this.query || note.label.toLocaleLowerCase().includes(this.query);
  }

  drawNotes() {
    const { layer, trayList } = this.controls;
    for (const [id, element] of this.elements) {
      if (!this.notes.has(id)) {
        element.remove();
        this.elements.delete(id);
      }
    }
    const focused = this.document.activeElement;
    this.redrawing = true;
    for (const note of this.placed) this.drawNote(note, this.places.get(note.id), layer);
    for (const note of this.loose) this.drawNote(note, null, trayList);
    if (focused?.dataset?.note && this.document.activeElement !== focused) focused.focus();
    this.redrawing = false;
    if (!layer.contains(this.document.activeElement)) this.inReadingOrder(layer);
  }

  // Tab goes through the notes as one reads them: by row, then by column.
  inReadingOrder(layer) {
    const where = (note) => {
      const [column, row] = this.plane.cell(note.x, note.y);
      return row * this.xAxis.cells.length + column;
    };
    const ordered = [...this.placed].sort((one, other) => where(one) - where(other));
    ordered.forEach((note, index) => {
      const element = this.elements.get(note.id);
      if (layer.children[index] !== element) layer.insertBefore(element, layer.children[index]);
    });
  }

  drawNote(note, box, parent) {
    const element = noteElement(this, note, box);
    element.hidden = parent === this.controls.layer && !box;
    if (element.parentElement !== parent) parent.append(element);
    element.setAttribute("aria-label", nameOf(this, note));
  }
}

const pointBox = ({ anchor, mark }) => ({
  x: anchor.x - mark / 2,
  y: anchor.y - mark / 2,
  w: mark,
  h: mark,
});

let views = 0;

function render({ model, el }) {
  const view = new View(model, el);
  views += 1;
  view.viewId = `v${views}-${Math.random().toString(36).slice(2, 8)}`;
  return () => view.close();
}

export default { render };
