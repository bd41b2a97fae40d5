// Makes a chart's picture small: the same to look at, without what only a live chart needs.
function slim(source) {
  "use strict";
  const FILL = { fill: "black", "fill-opacity": "1" };
  const STROKE = {
    stroke: "none", "stroke-opacity": "1", "stroke-width": "1", "stroke-dasharray": "none",
    "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-miterlimit": "4",
  };
  const TYPE = {
    "font-family": "", "font-size": "", "font-weight": "normal", "font-style": "normal",
    "text-anchor": "start",
  };
  const INITIAL = { ...FILL, ...STROKE, ...TYPE };
  const WITHOUT_EFFECT = { opacity: "1", "vector-effect": "none", visibility: "visible" };
  const KEPT = new Set(["transform", "d", "x", "y", "dx", "dy", "width", "height", "rx", "ry", "r",
    "cx", "cy", "x1", "y1", "x2", "y2", "points", "viewBox", "id", "clip-path", "fill-rule",
    "shape-rendering", "patternUnits", "patternTransform", "gradientUnits", "offset", "href",
    "xlink:href", "xmlns", "xmlns:xlink", "preserveAspectRatio", "mask"]);
  const isGroup = (node) => node.tagName === "g" || node.tagName === "svg";
  const isText = (node) => node.tagName === "text";
  const isApart = (node) => ["defs", "clipPath", "tspan", "title", "image"].includes(node.tagName);

  const root = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  const used = new Set([...source.matchAll(/#([\w-]+)["')]|#([\w-]+)&quot;/g)].map((m) => m[1] ?? m[2]));
  const looks = new Map();
  const unpainted = new Set();

  function colour(value) {
    const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(value);
    if (!parts) return value;
    return "#" + parts.slice(1).map((part) => Number(part).toString(16).padStart(2, "0")).join("")
      .replace(/^(.)\1(.)\2(.)\3$/, "$1$2$3");
  }

  function declared(node) {
    const look = {};
    for (const name of Object.keys(INITIAL)) {
      if (node.hasAttribute(name)) look[name] = node.getAttribute(name);
    }
    for (const piece of (node.getAttribute("style") ?? "").split(";")) {
      const [name, ...rest] = piece.split(":");
      const value = rest.join(":").trim().replaceAll('"', "'");
      if (value) look[name.trim()] = colour(value).replace(/^([\d.]+)px$/, "$1");
    }
    if (look["font-family"]) look["font-family"] = look["font-family"].replaceAll("'", "");
    if (look["stroke-dasharray"]) look["stroke-dasharray"] = look["stroke-dasharray"].replaceAll("px", "");
    for (const [name, value] of Object.entries(WITHOUT_EFFECT)) {
      if (look[name] === value) delete look[name];
    }
    // A text doesn't inherit this one, and few texts need it.
    if (!/^\s|\s$|\s\s/.test(node.textContent)) delete look["white-space"];
    for (const name of ["cursor", "pointer-events", "user-select"]) delete look[name];
    return look;
  }

  const unseen = (look, paint) =>
    look[paint] === "none" || Number(look[`${paint}-opacity`]) === 0 ||
    (paint === "stroke" && Number(look["stroke-width"]) === 0);

  // What a shape or a text really looks like, whoever says so; what makes no difference is left out.
  function settle(node, inherited) {
    const own = declared(node);
    const look = { ...inherited };
    const apart = {};
    for (const [name, value] of Object.entries(own)) (name in INITIAL ? look : apart)[name] = value;
    if (isGroup(node)) {
      looks.set(node, apart);
      for (const child of node.children) if (!isApart(child)) settle(child, look);
      return;
    }
    if (unseen(look, "stroke")) {
      for (const name of Object.keys(STROKE)) delete look[name];
      look.stroke = "none";
    }
    if (unseen(look, "fill")) {
      delete look["fill-opacity"];
      look.fill = "none";
    }
    if (look.stroke === "none" && look.fill === "none") unpainted.add(node);
    if (!isText(node)) for (const name of Object.keys(TYPE)) delete look[name];
    looks.set(node, { ...apart, ...look });
  }

  // What all in a group agree on is said once, by the group. Patterns and gradients inherit from
  // the root, so where there are any it says nothing new.
  function gather(group) {
    const children = [...group.children].filter((child) => looks.has(child));
    for (const child of children) if (isGroup(child)) gather(child);
    if (group === root && root.querySelector("defs > .patterns > *, defs > .gradients > *")) return;
    for (const name of Object.keys(INITIAL)) {
      const values = new Set(children.map((child) => looks.get(child)[name]));
      values.delete(undefined);
      if (values.size !== 1) continue;
      looks.get(group)[name] = [...values][0];
      for (const child of children) delete looks.get(child)[name];
    }
  }

  function say(node, inherited) {
    const look = looks.get(node);
    const below = { ...inherited };
    const said = [];
    for (const [name, value] of Object.entries(look)) {
      if (inherited[name] === value) continue;
      if (name in INITIAL) below[name] = value;
      said.push(/^[\d.]+$/.test(value) && name === "font-size" ? `${name}:${value}px` : `${name}:${value}`);
    }
    node.setAttribute("style", said.join(";"));
    for (const child of node.children) if (looks.has(child)) say(child, below);
  }

  const shorter = (text, digits) => text
    .replace(/-?\d*\.\d+(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(digits))))
    .replace(/(^|[^\d.])(-?)0\.(?=\d)/g, "$1$2.")
    .replace(/,(?=-)/g, "");

  // plotly.js sets some attributes now before and now after others; the same chart gives the same
  // bytes, so they stand in the order of their names.
  function sort(node) {
    const known = [...node.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const one of known) node.removeAttributeNode(one);
    for (const one of known) node.setAttributeNode(one);
  }

  function tidy(node) {
    for (const child of [...node.children]) tidy(child);
    for (const { name, value } of [...node.attributes]) {
      const plain = name === "style" ? looks.has(node) || node.tagName === "tspan" : KEPT.has(name);
      if (!plain && !(isApart(node) || node.closest("defs"))) node.removeAttribute(name);
      else if (value === "" || name === "class" || name.startsWith("data-")) node.removeAttribute(name);
      else if (name === "id" && !used.has(value)) node.removeAttribute(name);
      else if (["d", "x", "y", "width", "height", "points"].includes(name)) node.setAttribute(name, shorter(value, 1));
      else if (name === "transform") node.setAttribute(name, shorter(value, 2));
    }
    sort(node);
    const empty = !node.children.length && !node.textContent && !node.id;
    const idle = node.tagName === "g" || node.tagName === "defs" || node.tagName === "text" ||
      (node.tagName === "path" && !/[^MZ\d.,\s-]/.test(node.getAttribute("d") ?? ""));
    if (empty && idle && node !== root) node.remove();
    else if (unpainted.has(node)) node.remove();
    else if (node.tagName === "g" && !node.attributes.length) node.replaceWith(...node.childNodes);
  }

  settle(root, INITIAL);
  gather(root);
  say(root, INITIAL);
  tidy(root);
  root.removeAttribute("class");
  return new XMLSerializer().serializeToString(root);
}
