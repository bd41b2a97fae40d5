// The small form in which a new note is named, or a note gets another name.

import { fill } from "./text.js";
import { make } from "./notes.js";

// Enter submits by our own hand: inside JupyterLab the browser doesn't do it by itself.
export function submitOnEnter(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

export function closeEditor(view) {
  const { editor } = view;
  if (!editor) return;
  view.editor = null;
  editor.form.remove();
  if (editor.back?.isConnected) editor.back.focus();
}

export function openAdder(view, x, y, near) {
  if (!view.can.has("add")) return;
  const label = fill(view.words.new_at, { place: view.place(x, y) });
  openEditor(view, near, label, "", view.words.add, (text) => view.add(text, x, y));
}

export function openRenamer(view, id) {
  const element = view.elements.get(id);
  if (!view.can.has("edit") || !element) return;
  const rect = element.getBoundingClientRect();
  const label = view.notes.get(id).label;
  openEditor(
    view,
    { x: rect.left, y: rect.top },
    fill(view.words.new_name, { label }),
    label,
    view.words.save,
    (text) => (text === label ? true : view.rename(id, text)),
    true,
  );
  view.editor.back = element;
}

function openEditor(view, near, title, text, action, done, saveOnLeaving = false) {
  closeEditor(view);
  const { document, root } = view;
  const form = make(document, "form", "lm-board-editor");
  const label = make(document, "label", "", {}, title);
  const input = make(document, "input", "", { type: "text", maxlength: "200", autocomplete: "off" });
  input.value = text;
  label.append(input);
  const save = make(document, "button", "lm-board-main", { type: "submit" }, action);
  const cancel = make(document, "button", "", { type: "button" }, view.words.cancel);
  form.append(label, save, cancel);
  root.append(form);
  const ground = root.getBoundingClientRect();
  const left = Math.min(near.x - ground.left, root.clientWidth - form.offsetWidth - 8);
  const top = Math.min(near.y - ground.top, root.clientHeight - form.offsetHeight - 8);
  form.style.left = `${Math.max(4, left)}px`;
  form.style.top = `${Math.max(4, top)}px`;
  view.editor = { form, back: document.activeElement };
  const finish = async () => {
    const typed = input.value.trim();
    if (!typed || form.inert) return;
    form.inert = true;
    const ok = await done(typed);
    form.inert = false;
    if (view.editor?.form !== form) return;
    if (ok) closeEditor(view);
    else input.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish();
  });
  form.addEventListener("focusout", (event) => {
    if (saveOnLeaving && !form.contains(event.relatedTarget) && view.editor?.form === form) {
      view.editor.back = null;
      if (input.value.trim()) finish();
      else closeEditor(view);
    }
  });
  submitOnEnter(form);
  cancel.addEventListener("click", () => closeEditor(view));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    closeEditor(view);
  });
  input.focus();
  input.select();
}
