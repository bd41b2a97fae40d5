// Draws every chart of a report once, and leaves the pictures where --dump-dom prints them.
(() => {
  "use strict";
  const LOCALE = "labmethods";
  // plotly.js makes up ids; the same report must give the same bytes, so its dice are fixed.
  let state;
  Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };

  const load = (source) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  function base64(text) {
    let letters = "";
    for (const byte of new TextEncoder().encode(text)) letters += String.fromCharCode(byte);
    return btoa(letters);
  }

  async function picture(figure) {
    state = 20180601;
    const { width, height, kind } = document.body.dataset;
    const layout = { ...figure.layout, template: pack.templates[figure.template] };
    const size = { width: Number(width), height: layout.height ?? Number(height) };
    Object.assign(layout, size, { autosize: false });
    const place = document.createElement("div");
    document.body.append(place);
    try {
      await Plotly.newPlot(place, figure.data, layout, { staticPlot: true, locale: LOCALE });
      const address = await Plotly.toImage(place, { ...size, format: kind, scale: kind === "png" ? 2 : 1 });
      const content = address.slice(address.indexOf(",") + 1);
      return kind === "svg" ? base64(slim(decodeURIComponent(content))) : content;
    } catch {
      return null;
    } finally {
      Plotly.purge(place);
      place.remove();
    }
  }

  async function all() {
    await load("plotly.js");
    await load("slim.js");
    await load("pack.json.js");
    // A name of our own: what our format lacks is taken from plotly.js' English one.
    Plotly.register({
      moduleType: "locale", name: LOCALE, dictionary: {}, format: pack.locale,
    });
    const drawn = [];
    for (const figure of pack.figures) drawn.push(await picture(figure));
    document.getElementById("answer").textContent = `[[[${btoa(JSON.stringify(drawn))}]]]`;
  }
  all();
})();
