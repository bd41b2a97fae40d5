// Where notes lie so that none covers another, and the same notes always lie the same way.

import { wrapText, initialsOf } from "./text.js";

const GAP = 4;
const PAD = 6;
const SMALLEST = 24;

export const markerSize = (note, font) => Math.round(font * (0.62 + 0.62 * (note.share ?? 0.4)));

// The cards of one cell at one type size, in columns of one width; null where they don't fit.
function packCards(notes, width, height, font, columns, most, measure, make = card) {
  const room = (width - GAP * (columns - 1)) / columns;
  if (room < font * 3) return null;
  const cards = notes.map((note) => make(note, room, font, most, measure));
  // Beside its shape a broken word leaves too little of itself in a narrow cell.
  if (make === card && room < font * 6.5 && cards.some((one) => one.broken)) return null;
  const wide = Math.min(room, Math.max(...cards.map((one) => one.w)));
  const total = cards.reduce((sum, one) => sum + one.h + GAP, -GAP);
  for (let limit = total / columns; ; limit *= 1.12) {
    const stacks = stack(cards, Math.min(limit, height));
    if (stacks && stacks.length <= columns) return finished(cards, stacks, wide, font);
    if (limit > height) return null;
  }
}

function card(note, room, font, most, measure) {
  const beside = note.bare ? font * 0.95 : markerSize(note, font) + font * 1.35;
  const badge = note.badge ? measure(note.badge, font * 0.75) + font * 0.9 : 0;
  const text = wrapText(note.label, font, Math.max(font, room - beside - badge), most, measure);
  const tall = Math.max(text.lines.length * font * 1.18, markerSize(note, font));
  return {
    note,
    ...text,
    level: "card",
    w: Math.ceil(Math.min(room, text.width + beside + badge + 2)),
    h: Math.max(SMALLEST, Math.ceil(tall + font * 0.5)),
  };
}

// For narrow cells: the shape above the words.
function tallCard(note, room, font, most, measure) {
  const text = wrapText(note.label, font, room - 7, most, measure);
  return {
    note,
    ...text,
    level: "tall",
    w: Math.ceil(text.width + 8),
    h: Math.ceil(text.lines.length * font * 1.18 + markerSize(note, font) + 6),
  };
}

function stack(cards, limit) {
  const stacks = [];
  let left = -1;
  for (const one of cards) {
    if (one.h > limit + 0.01) return null;
    if (left < one.h) {
      stacks.push([]);
      left = limit;
    }
    stacks[stacks.length - 1].push(one);
    left -= one.h + GAP;
  }
  return stacks;
}

function finished(cards, stacks, wide, font) {
  const tall = Math.max(...stacks.map((s) => s.reduce((sum, one) => sum + one.h + GAP, -GAP)));
  const boxes = stacks.flatMap((s, column) => {
    let y = 0;
    return s.map((one) => {
      const box = { id: one.note.id, level: one.level, font, lines: one.lines, w: wide, h: one.h };
      box.x = column * (wide + GAP);
      box.y = y;
      y += one.h + GAP;
      return box;
    });
  });
  const share = (test) => cards.filter(test).length / cards.length;
  return {
    boxes,
    w: stacks.length * (wide + GAP) - GAP,
    h: tall,
    cut: share((one) => one.cut),
    broken: share((one) => one.broken && !one.cut),
    hidden: 0,
  };
}

// Shape with initials, or the shape alone; what doesn't fit is counted.
function packMarks(notes, width, height, base) {
  const sizes = [
    ["initials", base * 2.2, base * 2.2],
    ["initials", Math.max(28, base * 1.7), Math.max(32, base * 1.9)],
    ["shape", SMALLEST, SMALLEST],
  ];
  const least = Math.min(SMALLEST, width);
  const room = (w, h, tall) =>
    Math.max(1, Math.floor((width + 2) / (w + 2))) * Math.max(0, Math.floor((tall + 2) / (h + 2)));
  const [level, w, h] =
    sizes.find(([, sw, sh]) => room(sw, sh, height) >= notes.length) ?? ["shape", least, least];
  const fits = room(w, h, height) >= notes.length;
  const shown = fits ? notes : notes.slice(0, room(w, h, height - SMALLEST - 2));
  const columns = Math.max(1, Math.min(shown.length, Math.floor((width + 2) / (w + 2))));
  const boxes = shown.map((note, index) => ({
    id: note.id,
    level,
    font: Math.max(11, Math.round(h * 0.36)),
    lines: [],
    initials: level === "initials" ? initialsOf(note.label) : "",
    x: (index % columns) * (w + 2),
    y: Math.floor(index / columns) * (h + 2),
    w,
    h,
  }));
  const rows = Math.ceil(shown.length / columns);
  return {
    boxes,
    w: columns * (w + 2) - 2,
    h: rows * (h + 2) - 2,
    cut: 1,
    broken: 0,
    cost: 4.5,
    hidden: notes.length - shown.length,
  };
}

// The notes of one cell: as large and as whole as they can be.
export function packCell(notes, width, height, base, measure) {
  const fonts = [base, base * 0.86, base * 0.74].map((font) => Math.max(13, Math.round(font)));
  let best = packMarks(notes, width, height, base);
  const consider = (pack, cost) => {
    const whole = pack && pack.cut < 0.7 ? cost + pack.cut * 5 + pack.broken * 2.5 : Infinity;
    if (whole < best.cost) best = { ...pack, cost: whole };
    return pack && !pack.cut && !pack.broken;
  };
  fonts.forEach((font, smaller) => {
    for (const most of [2, 1, 3]) {
      for (let columns = 1; columns <= 4; columns += 1) {
        const pack = packCards(notes, width, height, font, columns, most, measure);
        if (consider(pack, smaller + columns * 0.05)) break;
      }
    }
  });
  if (width < base * 9) {
    for (const columns of [1, 2]) {
      consider(packCards(notes, width, height, 13, columns, 4, measure, tallCard), 1.5);
    }
  }
  return best;
}

// The notes of one cell in a row that grows with them.
export function packLane(notes, width, base, measure, tight) {
  let best = null;
  for (const scale of tight ? [0.84, 0.74] : [1, 0.88, 0.78]) {
    const font = Math.max(13, Math.round(base * scale));
    const columns = Math.max(1, Math.floor(width / (font * 15)));
    const pack = packCards(notes, width, Infinity, font, columns, tight ? 3 : 5, measure);
    const cost = pack ? 1 - scale + pack.broken + pack.cut : Infinity;
    if (!best || cost < best.cost) best = { ...pack, cost };
  }
  return columnWide(best, width);
}

// In lanes all notes of a column are equally wide, so that the eye runs straight down.
function columnWide(pack, width) {
  const columns = Math.round((pack.w + GAP) / (pack.boxes[0].w + GAP));
  const wide = (width - GAP * (columns - 1)) / columns;
  const old = pack.boxes[0].w;
  const boxes = pack.boxes.map((box) => ({
    ...box,
    w: wide,
    x: Math.round(box.x / (old + GAP)) * (wide + GAP),
  }));
  return { ...pack, boxes, w: width };
}

// Puts a packed cell in the middle of its rectangle (at the top where rows grow).
export function settle(pack, rect, top) {
  const left = rect.x + (rect.w - pack.w) / 2;
  const above = top === undefined ? rect.y + (rect.h - pack.h) / 2 : rect.y + top;
  return pack.boxes.map((box) => ({ ...box, x: left + box.x, y: above + box.y }));
}

export const CELL_PADDING = PAD;

// Labels near their true points: each as near as there is room, always found in the same order.
export function spreadOut(boxes, width, height) {
  const ground = makeGround();
  for (const box of boxes) {
    const half = box.mark / 2;
    ground.take({ x: box.anchor.x - half, y: box.anchor.y - half, w: box.mark, h: box.mark });
  }
  return boxes.map((box) => {
    const placed = nearest(box, width, height, ground.free);
    ground.take(placed);
    return placed;
  });
}

// What is taken, by squares of the board, so that a look costs the same for 12 notes and for 500.
function makeGround() {
  const size = 48;
  const taken = new Map();
  const squares = (box) => {
    const found = [];
    for (let x = Math.floor(box.x / size); x <= Math.floor((box.x + box.w) / size); x += 1) {
      for (let y = Math.floor(box.y / size); y <= Math.floor((box.y + box.h) / size); y += 1) {
        found.push(`${x}:${y}`);
      }
    }
    return found;
  };
  return {
    take: (box) => {
      for (const key of squares(box)) taken.set(key, [...(taken.get(key) ?? []), box]);
    },
    free: (box) =>
      squares(box).every((key) => (taken.get(key) ?? []).every((other) => !overlap(box, other))),
  };
}

function overlap(one, other) {
  return (
    one.x < other.x + other.w + 3 && other.x < one.x + one.w + 3 &&
    one.y < other.y + other.h + 3 && other.y < one.y + one.h + 3
  );
}

function nearest(box, width, height, free) {
  const at = (dx, dy) => ({
    ...box,
    x: Math.min(Math.max(2, box.anchor.x - box.w / 2 + dx), Math.max(2, width - box.w - 2)),
    y: Math.min(Math.max(2, box.anchor.y - box.h / 2 + dy), Math.max(2, height - box.h - 2)),
  });
  const aside = box.w / 2 + box.mark / 2 + 5;
  const above = box.h / 2 + box.mark / 2 + 5;
  for (const [dx, dy] of [[aside, 0], [-aside, 0], [0, -above], [0, above]]) {
    if (free(at(dx, dy))) return at(dx, dy);
  }
  for (let radius = above; radius < width + height; radius += 7) {
    const turns = Math.max(12, Math.round(radius / 4));
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = (2 * Math.PI * turn) / turns - Math.PI / 2;
      // Labels are wider than high, so places above and below count as nearer.
      const there = at(radius * 1.5 * Math.cos(angle), radius * Math.sin(angle));
      if (free(there)) return there;
    }
  }
  return at(aside, 0);
}

// Notes on values between the steps: the shape stands at the true point, its label beside it.
export function packFree(notes, plane, base, measure) {
  const room = plane.width * plane.height;
  const named = (scale) => (note) => {
    const font = Math.max(13, Math.round(base * scale));
    const one = card({ ...note, bare: true }, font * 11, font, 2, measure);
    return { level: "label", font, lines: one.lines, w: one.w, h: one.h, mark: markerSize(note, font) };
  };
  const initials = (note) => {
    const short = initialsOf(note.label);
    return { level: "label", font: 13, lines: [], initials: short, w: 34, h: SMALLEST, mark: 14 };
  };
  let boxes = [];
  for (const make of [named(0.92), named(0.8), named(0.68), initials]) {
    boxes = notes.map((note) => ({ id: note.id, ...make(note), anchor: plane.point(note.x, note.y) }));
    if (boxes.reduce((sum, box) => sum + (box.w + 3) * (box.h + 3), 0) < room * 0.4) break;
  }
  return spreadOut(boxes, plane.width, plane.height);
}
