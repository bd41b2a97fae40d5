// Which of the signs are drawn as what no font has: the box that stands for a missing sign.
const SIDE = 64;
// No sign stands at these, so no font has one.
const NOBODY_HAS = ["\u{378}", "\u{5ff}", "\u{1fffd}", "\u{3fffd}"];
const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
const pen = canvas.getContext("2d", { willReadFrequently: true });
pen.font = `${SIDE / 2}px ${getComputedStyle(document.body).fontFamily}`;
pen.textBaseline = "middle";

function drawn(sign) {
  pen.clearRect(0, 0, SIDE, SIDE);
  pen.fillText(sign, 8, SIDE / 2);
  return pen.getImageData(0, 0, SIDE, SIDE).data.join();
}

const boxes = new Set(NOBODY_HAS.map(drawn));
const missing = [...signs].filter((sign) => boxes.has(drawn(sign)));
document.getElementById("answer").textContent =
  `[[[${missing.map((sign) => sign.codePointAt(0)).join(" ")}]]]`;
