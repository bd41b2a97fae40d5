// The buttons that save a chart: its values as a file, or a picture with finding and source.
const WIDTH = 1000;
const EDGE = 24;
const FONT = "'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";
const SVG = "http://www.w3.org/2000/svg";

// One plotly.js a page, whatever many charts are on it.
const libraries = (globalThis.labmethodsPlotly ??= new Map());

async function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

// plotly.js makes itself a global name; what stood there before is put back.
function run(source) {
  const before = globalThis.Plotly;
  const script = document.createElement("script");
  script.textContent = source;
  document.head.append(script);
  script.remove();
  const made = globalThis.Plotly;
  globalThis.Plotly = before;
  return made;
}

function wrapped(text, size, weight) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${FONT}`;
  const lines = [""];
  for (const word of text.split(/[ \n\t]+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (pen.measureText(longer).width <= WIDTH - 2 * EDGE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.filter(Boolean);
}

function write(svg, lines, top, size, weight, colour) {
  lines.forEach((line, place) => {
    const text = document.createElementNS(SVG, "text");
    const look = { x: EDGE, y: top + size * 1.3 * (place + 1) - size * 0.3 };
    Object.assign(look, { "font-family": FONT, "font-size": size, "font-weight": weight, fill: colour });
    for (const [name, value] of Object.entries(look)) text.setAttribute(name, value);
    text.textContent = line;
    svg.append(text);
  });
  return lines.length * size * 1.3;
}

// The chart with its finding above, its source and note below, as one SVG.
function composed(chart, height, finding, below) {
  const svg = document.createElementNS(SVG, "svg");
  const ground = document.createElementNS(SVG, "rect");
  svg.append(ground);
  let top = EDGE;
  top += write(svg, wrapped(finding, 22, 600), top, 22, 600, "#1b1b1b") + 8;
  const inner = new DOMParser().parseFromString(chart, "image/svg+xml").documentElement;
  inner.setAttribute("y", top);
  svg.append(document.importNode(inner, true));
  top += height + 4;
  for (const text of below) top += write(svg, wrapped(text, 15, 400), top, 15, 400, "#4a4a4a");
  top += EDGE;
  const size = { width: WIDTH, height: Math.ceil(top) };
  for (const one of [svg, ground])
    for (const [name, value] of Object.entries(size)) one.setAttribute(name, value);
  ground.setAttribute("fill", "white");
  svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  return { text: new XMLSerializer().serializeToString(svg), ...size };
}

async function painted(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 2 * svg.width, height: 2 * svg.height });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function picture(Plotly, answer, el) {
  const { pack, finding, source, note, format } = answer;
  Plotly.register({ moduleType: "locale", name: pack.language, dictionary: {}, format: pack.locale });
  const [figure] = pack.figures;
  const layout = { ...figure.layout, template: pack.templates[figure.template], autosize: false };
  layout.width = WIDTH;
  layout.height ??= 460;
  const place = document.createElement("div");
  place.style.cssText = "position:absolute;left:-10000px;top:0";
  el.append(place);
  try {
    const shown = { staticPlot: true, locale: pack.language };
    await Plotly.newPlot(place, figure.data, layout, shown);
    const size = { width: WIDTH, height: layout.height };
    const address = await Plotly.toImage(place, { ...size, format: "svg" });
    const chart = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    const svg = composed(chart, layout.height, finding, [source, note]);
    return format === "png" ? painted(svg) : new Blob([svg.text], { type: "image/svg+xml" });
  } finally {
    Plotly.purge(place);
    place.remove();
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function render({ model, el }) {
  const words = model.get("words");
  const row = document.createElement("div");
  row.className = "lm-downloads";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", words.title);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const title = document.createElement("span");
  title.textContent = words.title;
  row.append(title);
  for (const format of ["xlsx", "csv", "png", "svg"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lm-button";
    button.textContent = words[format];
    button.dataset.format = format;
    button.addEventListener("click", () => {
      said.textContent = words.wait;
      model.send({ wants: format });
    });
    row.append(button);
  }
  const hide = document.createElement("button");
  hide.type = "button";
  hide.className = "lm-button";
  hide.textContent = words.hide;
  hide.hidden = true;
  hide.addEventListener("click", () => {
    said.textContent = words.wait;
    model.send({ wants: hide.dataset.wants, hide: true });
    hide.hidden = true;
  });
  row.append(said, hide);
  el.append(row);

  const offer = () => {
    for (const button of row.querySelectorAll("button[data-format]"))
      button.hidden = !model.get("offered").includes(button.dataset.format);
    hide.hidden = true;
    said.textContent = "";
    row.hidden = !model.get("offered").length;
  };
  model.on("change:offered", offer);
  offer();

  async function answered(answer, buffers) {
    hide.hidden = !answer.ask;
    if (answer.problem) {
      said.textContent = answer.problem;
      hide.dataset.wants = answer.ask ?? "";
    } else if (answer.library) {
      libraries.set(answer.library, run(await unpack(buffers[0])));
      model.send(answer.then);
    } else if (answer.pack) {
      const Plotly = libraries.get(answer.needs);
      if (!Plotly) return model.send({ ...answer.asked, library: true });
      save(await picture(Plotly, answer, el), answer.name);
      said.textContent = words.saved.replace("{name}", answer.name);
    } else {
      save(new Blob([buffers[0]], { type: answer.type }), answer.name);
      said.textContent = words.saved.replace("{name}", answer.name);
    }
  }
  const listen = (answer, buffers) =>
    answered(answer, buffers).catch((problem) => {
      said.textContent = words.failed;
      console.warn(problem);
    });
  model.on("msg:custom", listen);
  return () => {
    model.off("msg:custom", listen);
    model.off("change:offered", offer);
  };
}

export default { render };
