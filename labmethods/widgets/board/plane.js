// The board's two axes and how their values lie on the screen.

const tidy = (number) => Math.round(number * 1e9) / 1e9;
const within = (number, low, high) => Math.min(high, Math.max(low, number));

// An axis counts in cells: the middle of cell 0 is 0.5. It is made of numbers, of lanes, or absent.
export function axisOf(spec) {
  if (spec.type === "numbers") return numberAxis(spec);
  if (spec.type === "lanes") return laneAxis(spec);
  return {
    type: "none",
    title: "",
    bound: true,
    cells: [{ value: null, title: "" }],
    at: () => 0.5,
    has: () => true,
    exact: () => true,
    valueAt: () => null,
    shifted: (value) => value,
  };
}

function numberAxis(spec) {
  const { low, high, step } = spec;
  const count = Math.round((high - low) / step) + 1;
  const at = (value) => (within(value, low, high) - low) / step + 0.5;
  const bound = !spec.between;
  return {
    ...spec,
    bound,
    cells: Array.from({ length: count }, (_, index) => ({ value: tidy(low + index * step), title: "" })),
    at,
    has: (value) => typeof value === "number",
    exact: (value) => Math.abs(((value - low) / step) % 1) < 1e-9 && value >= low && value <= high,
    valueAt: (unit) => {
      if (bound) return tidy(low + step * within(Math.floor(unit), 0, count - 1));
      return within(tidy(Math.round((low + (unit - 0.5) * step) * (10 / step)) / (10 / step)), low, high);
    },
    shifted: (value, by, fine) =>
      within(tidy(value + by * (fine && !bound ? step / 10 : step)), low, high),
  };
}

function laneAxis(spec) {
  const index = new Map(spec.options.map((option, place) => [option.value, place]));
  const last = spec.options.length - 1;
  return {
    ...spec,
    bound: true,
    cells: spec.options,
    at: (value) => (index.get(value) ?? 0) + 0.5,
    has: (value) => index.has(value),
    exact: () => true,
    valueAt: (unit) => spec.options[within(Math.floor(unit), 0, last)].value,
    shifted: (value, by) => spec.options[within((index.get(value) ?? 0) + by, 0, last)].value,
  };
}

// Where cells begin and end, in pixels; a cell under the magnifier gets a larger share.
export function edgesOf(count, total, enlarged = -1) {
  const weight = (index) => (index === enlarged ? Math.max(3, count * 0.8) : 1);
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += weight(index);
  const edges = [0];
  for (let index = 0; index < count; index += 1) {
    edges.push(edges[index] + (total * weight(index)) / sum);
  }
  return edges;
}

export class Plane {
  constructor(xAxis, yAxis, xEdges, yEdges) {
    Object.assign(this, { xAxis, yAxis, xEdges, yEdges });
    // Numbers grow upwards, lanes are read from the top.
    this.upwards = yAxis.type === "numbers";
    this.width = xEdges[xEdges.length - 1];
    this.height = yEdges[yEdges.length - 1];
  }

  has(x, y) {
    return this.xAxis.has(x) && this.yAxis.has(y);
  }

  rowUnit(y) {
    const unit = this.yAxis.at(y);
    return this.upwards ? this.yAxis.cells.length - unit : unit;
  }

  cell(x, y) {
    const last = [this.xAxis.cells.length - 1, this.yAxis.cells.length - 1];
    return [
      within(Math.floor(this.xAxis.at(x)), 0, last[0]),
      within(Math.floor(this.rowUnit(y)), 0, last[1]),
    ];
  }

  // The y value of a row counted from the top.
  rowValue(row) {
    const cells = this.yAxis.cells;
    return cells[this.upwards ? cells.length - 1 - row : row].value;
  }

  rect(column, row) {
    const [x, y] = [this.xEdges[column], this.yEdges[row]];
    return { x, y, w: this.xEdges[column + 1] - x, h: this.yEdges[row + 1] - y };
  }

  point(x, y) {
    return { x: pixel(this.xAxis.at(x), this.xEdges), y: pixel(this.rowUnit(y), this.yEdges) };
  }

  values(px, py) {
    const row = unit(py, this.yEdges);
    return {
      x: this.xAxis.valueAt(unit(px, this.xEdges)),
      // The least bit keeps a point on a row's upper edge in that row when rows count downwards.
      y: this.yAxis.valueAt(this.upwards ? this.yAxis.cells.length - row - 1e-9 : row),
    };
  }

  // One step right and up, or left and down.
  shifted(x, y, right, up, fine) {
    return {
      x: this.xAxis.shifted(x, right, fine),
      y: this.yAxis.shifted(y, this.upwards ? up : -up, fine),
    };
  }
}

function pixel(units, edges) {
  const index = within(Math.floor(units), 0, edges.length - 2);
  return edges[index] + (units - index) * (edges[index + 1] - edges[index]);
}

function unit(px, edges) {
  let index = 0;
  while (index < edges.length - 2 && px >= edges[index + 1]) index += 1;
  return index + within((px - edges[index]) / (edges[index + 1] - edges[index] || 1), 0, 1);
}
