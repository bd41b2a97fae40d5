// A button that opens the browser's own choice of files, and sends the chosen one piece by piece.
const PIECE = 4_000_000;
const MEGA = 1_000_000;

function render({ model, el }) {
  const words = model.get("words");
  const button = document.createElement("button");
  const input = document.createElement("input");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "lm-button";
  button.textContent = model.get("description");
  input.type = "file";
  input.accept = model.get("accept");
  input.hidden = true;
  said.setAttribute("role", "status");
  el.classList.add("lm-file");
  el.append(button, input, said);

  let number = 0;
  let waiting = null;
  let problem = "";
  const say = (text) => {
    said.textContent = problem || text;
    said.classList.toggle("lm-file-wrong", Boolean(problem));
  };
  const named = () => say(model.get("chosen"));
  const answered = (answer) => {
    if (waiting?.file === answer.file) waiting.go();
  };
  const told = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const rounded = (bytes) => Math.ceil(bytes / MEGA).toLocaleString(document.documentElement.lang);

  async function send(id, file) {
    for (let from = 0; from === 0 || from < file.size; from += PIECE) {
      const piece = await file.slice(from, from + PIECE).arrayBuffer();
      const came = new Promise((go) => { waiting = { file: id, go }; });
      model.send({ file: id, name: file.name, last: from + PIECE >= file.size }, undefined, [piece]);
      if (file.size > PIECE)
        say(told(words.coming, { n: rounded(from), total: rounded(file.size) }));
      await came;
      if (waiting.file !== id) return;
    }
  }

  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (!file) return;
    const id = `${Date.now()} ${++number}`;
    const sizes = { name: file.name, size: rounded(file.size), most: rounded(model.get("largest")) };
    const wrong = (text) => { say(problem = told(text, sizes)); };
    problem = "";
    say("");
    // What was chosen before counts no more, whatever becomes of this.
    model.send({ begins: id });
    if (file.size > model.get("largest")) wrong(words.large);
    else send(id, file).catch(() => wrong(words.unread));
    // The same file may be chosen again, such as when it has been mended.
    input.value = "";
  });
  model.on("msg:custom", answered);
  model.on("change:chosen", named);
  named();
  return () => {
    model.off("msg:custom", answered);
    model.off("change:chosen", named);
  };
}

export default { render };
