// A table of records: sort by pressing a heading, filter by typing, choose by pressing the name.
const SHOWN = 200;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function render({ model, el }) {
  const root = element("div", "lm-list");
  const bar = element("div", "bar");
  const label = element("label", "", model.get("words").filter);
  const filter = element("input");
  filter.type = "search";
  label.append(filter);
  const count = element("span");
  count.setAttribute("role", "status");
  bar.append(label, count);
  const scroll = element("div", "scroll");
  scroll.tabIndex = 0;
  root.append(bar, scroll);
  el.append(root);

  let column = null;
  let ascending = true;
  let all = false;

  const compare = (a, b) => {
    const [x, y] = [a.sort[column], b.sort[column]];
    if (x === null || y === null) return (x === null) - (y === null);
    const order = typeof x === "number" ? x - y : String(x).localeCompare(String(y), model.get("words").language);
    return ascending ? order : -order;
  };

  function draw() {
    const { columns, rows, words, chosen } = { columns: model.get("columns"), rows: model.get("rows"), words: model.get("words"), chosen: model.get("chosen") };
    const wanted = filter.value.trim().toLocaleLowerCase();
    const found = rows.filter((row) => !wanted || row.cells.join("\n").toLocaleLowerCase().includes(wanted));
    if (column !== null) found.sort(compare);
    count.textContent = words.count.replace("{shown}", found.length).replace("{all}", rows.length);
    scroll.setAttribute("aria-label", words.title);
    bar.hidden = rows.length < 8 && !wanted;
    if (!found.length) {
      scroll.replaceChildren(element("div", "none", rows.length ? words.nothing : words.empty));
      return;
    }
    const table = element("table");
    const caption = element("caption", "lm-visually-hidden", words.title);
    const head = table.createTHead().insertRow();
    columns.forEach((title, i) => {
      const th = element("th");
      th.scope = "col";
      if (rows.some((row) => typeof row.sort[i] === "number")) th.className = "number";
      const mark = column === i ? (ascending ? " ▲" : " ▼") : "";
      const button = element("button", "", title + mark);
      button.type = "button";
      if (column === i) th.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      button.addEventListener("click", () => {
        ascending = column === i ? !ascending : true;
        column = i;
        draw();
        scroll.querySelectorAll("th button")[i].focus();
      });
      th.append(button);
      head.append(th);
    });
    const body = table.createTBody();
    for (const row of all ? found : found.slice(0, SHOWN)) {
      const tr = body.insertRow();
      if (row.id === chosen) {
        tr.className = "chosen";
        tr.setAttribute("aria-current", "true");
      }
      row.cells.forEach((text, i) => {
        const td = tr.insertCell();
        if (i === 0) {
          const button = element("button", "", text || "–");
          button.type = "button";
          button.addEventListener("click", () => {
            model.set("chosen", row.id);
            model.save_changes();
          });
          td.append(button);
        } else {
          td.textContent = text;
          if (typeof row.sort[i] === "number") td.className = "number";
        }
      });
    }
    table.prepend(caption);
    scroll.replaceChildren(table);
    if (!all && found.length > SHOWN) {
      const more = element("button", "", words.more.replace("{all}", found.length));
      more.type = "button";
      more.addEventListener("click", () => { all = true; draw(); });
      scroll.append(more);
    }
  }

  filter.addEventListener("input", draw);
  for (const name of ["rows", "columns", "chosen"]) model.on(`change:${name}`, draw);
  draw();
}

export default { render };
