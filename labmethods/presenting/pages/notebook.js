// A notebook's page tells the screen around it when it shows what it has.
if (window.top === window) {
  const name = location.pathname.split("/").pop().replace(/\.ipynb$/, "");
  location.replace(`/#${name}`);
}
const PATIENCE = 20000;
const began = Date.now();
const waits = () => {
  const cells = document.getElementById("rendered_cells");
  if (!cells || document.readyState !== "complete") return true;
  const widgets = [...cells.querySelectorAll('script[type^="application/vnd.voila"]')];
  return widgets.length > 0 || cells.textContent.includes("Loading widget");
};
const look = () => {
  if (waits() && Date.now() - began < PATIENCE) setTimeout(look, 50);
  else parent.postMessage("labmethods-ready", location.origin);
};
look();
