// How wide words are, how they break into lines, and what a name is called when space is short.

const FAMILY = '"Segoe UI", "Noto Sans", "Liberation Sans", Roboto, "Helvetica Neue", Arial, sans-serif';

// A canvas knows widths without touching the page, so that 200 notes are laid out in one pass.
export function textMeasure(document) {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map();
  return (text, size) => {
    let width = known.get(text);
    if (width === undefined) {
      context.font = `600 100px ${FAMILY}`;
      width = context.measureText(text).width / 100;
      if (known.size > 20000) known.clear();
      known.set(text, width);
    }
    return width * size;
  };
}

function cutWord(word, size, width, measure, mark) {
  let end = word.length;
  while (end > 1 && measure(word.slice(0, end) + mark, size) > width) end -= 1;
  return end;
}

// A word breaks before a consonant that a vowel follows (förmed-lingen), as near the end as fits.
function breakAt(word, most) {
  const vowel = (letter) => /[aeiouyåäöéü]/i.test(letter ?? "");
  for (let at = Math.min(most, word.length - 3); at >= 3; at -= 1) {
    if (!vowel(word[at]) && vowel(word[at + 1])) return at;
  }
  return most;
}

// Breaks a label into at most `most` lines; says whether letters were lost or a word was broken.
// A line's tail (a hyphen, an ellipsis) is kept apart: it is no part of the label.
export function wrapText(label, size, width, most, measure) {
  const lines = [];
  let line = "";
  let broken = false;
  const words = label.split(" ");
  while (words.length) {
    const word = words.shift();
    const longer = line ? `${line} ${word}` : word;
    if (measure(longer, size) <= width) {
      line = longer;
    } else if (line) {
      lines.push({ text: line, tail: "" });
      line = "";
      words.unshift(word);
    } else {
      const end = breakAt(word, cutWord(word, size, width, measure, "-"));
      broken = true;
      lines.push({ text: word.slice(0, end), tail: "-" });
      words.unshift(word.slice(end));
    }
  }
  if (line) lines.push({ text: line, tail: "" });
  const cut = lines.length > most;
  if (cut) {
    const rest = lines.slice(most - 1).reduce((all, one) => all + one.text + (one.tail ? "" : " "), "");
    lines.length = most - 1;
    const end = cutWord(rest, size, width, measure, "…");
    lines.push({ text: rest.slice(0, end).trimEnd(), tail: "…" });
  }
  const wide = Math.max(0, ...lines.map((one) => measure(one.text + one.tail, size)));
  return { lines, cut, broken, width: Math.min(width, Math.ceil(wide)) };
}

// "Röda Korset" is RK, "Polisen" is Po.
export function initialsOf(label) {
  const words = label.split(/[\s\-–/&.,()]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (!words.length) return "?";
  const letters = (word) => Array.from(word.replace(/[^\p{L}\p{N}]/gu, ""));
  if (words.length === 1) return letters(words[0]).slice(0, 2).join("");
  return words.slice(0, 2).map((word) => letters(word)[0].toLocaleUpperCase()).join("");
}

// Fills {named} places of a message.
export function fill(message, values = {}) {
  return message.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}
