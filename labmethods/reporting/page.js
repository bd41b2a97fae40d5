// Draws the charts in place of their pictures, when the reader comes near them.
(() => {
  "use strict";
  const LOCALE = "labmethods";
  const NARROW = 520;
  const READABLE = 720;
  const TALL = 520;
  const MOST_BOXES = 6;
  const places = [...document.querySelectorAll(".plot")];

  async function unpack(id) {
    const text = document.getElementById(id).textContent.trim();
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  // plotly.js sets a few styles as attributes, which the content security policy forbids; set as
  // properties they are allowed.
  function styleByProperty() {
    const { setAttribute } = Element.prototype;
    Element.prototype.setAttribute = function (name, value) {
      if (name === "style") this.style.cssText = value;
      else setAttribute.call(this, name, value);
    };
  }

  // The content security policy lets just this source run; it knows it by its hash.
  async function load() {
    const [source, figures] = await Promise.all([unpack("plotly"), unpack("figures")]);
    styleByProperty();
    const script = document.createElement("script");
    script.textContent = source;
    document.head.append(script);
    const pack = JSON.parse(figures);
    // A name of our own: plotly.js takes what our format lacks from its English one, which a
    // format called "en" would replace.
    Plotly.register({
      moduleType: "locale", name: LOCALE, dictionary: {}, format: pack.locale,
    });
    return pack;
  }

  let pack;
  const ready = () => (pack ??= load());

  const isMap = (layout) => "scaleanchor" in (layout.xaxis ?? {}) || "scaleanchor" in (layout.yaxis ?? {});

  // Words and boxes inside a chart were placed for a wide one; squeezed they lie on each other.
  function isWorded({ data, layout }) {
    const worded = data.some(({ type, mode }) => /text/.test(mode) || type === "sankey");
    const boxes = (layout.shapes ?? []).length + (layout.annotations ?? []).length;
    return !isMap(layout) && (worded || boxes > MOST_BOXES || layout.height > TALL);
  }

  function fitted(figure, template, width) {
    const layout = structuredClone({ ...figure.layout, template });
    delete layout.width;
    layout.autosize = true;
    layout.height ??= 460;
    if (width >= NARROW) return layout;
    // A finger on a chart scrolls the page; it doesn't zoom.
    layout.dragmode = false;
    if (isWorded(figure)) return Object.assign(layout, { autosize: false, width: READABLE });
    layout.font = { ...layout.font, size: 13 };
    layout.legend = {
      ...layout.legend, orientation: "h", x: 0, xanchor: "left", y: -0.2, yanchor: "top",
      font: { size: 13 },
    };
    const highest = isMap(layout) ? Math.round(1.6 * width) : 460;
    layout.height = Math.max(Math.min(layout.height, highest), 360);
    return layout;
  }

  // Where labels leave too little room for the values, the chart gets the width that it needs and
  // is moved sideways.
  async function widen(live) {
    const place = live.parentElement;
    const { width, _size } = live._fullLayout;
    if (place.clientWidth >= NARROW) return;
    if (width < READABLE) {
      if (_size.w >= 0.55 * place.clientWidth) return;
      await Plotly.relayout(live, { width: READABLE, autosize: false });
    }
    place.tabIndex = 0;
    live.closest("figure").querySelector(".sideways").hidden = false;
  }

  async function draw(place) {
    if (place.dataset.drawn) return;
    place.dataset.drawn = "yes";
    try {
      const { figures, templates } = await ready();
      const figure = figures[Number(place.dataset.figure)];
      const live = place.querySelector(".live");
      const picture = place.querySelector("img");
      live.hidden = false;
      await Plotly.newPlot(
        live, structuredClone(figure.data),
        fitted(figure, templates[figure.template], place.clientWidth),
        { responsive: true, displayModeBar: false, locale: LOCALE, doubleClick: "reset" },
      );
      await widen(live);
      if (picture) picture.hidden = true;
      else place.closest("figure").querySelector("details")?.removeAttribute("open");
    } catch (problem) {
      // The picture and the table stay; a chart that can't be drawn must not hide them.
      place.querySelector(".live").hidden = true;
      console.warn(problem);
    }
  }

  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) draw(entry.target);
  }, { rootMargin: "600px" });
  for (const place of places) watcher.observe(place);

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      details.dataset.printed = "yes";
    }
  });
  addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("details[data-printed]")) {
      details.open = false;
      delete details.dataset.printed;
    }
  });
})();
