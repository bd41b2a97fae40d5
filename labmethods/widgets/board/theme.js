// Light or dark: as the notebook is, else as the computer is.

export function followTheme(view) {
  const { document, root, model } = view;
  const window = document.defaultView;
  const computer = window.matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    const lab = document.body.dataset.jpThemeLight;
    const wished = model.get("theme");
    const dark = wished === "auto" ? (lab ? lab === "false" : computer.matches) : wished === "dark";
    root.dataset.theme = dark ? "dark" : "light";
  };
  const observer = new MutationObserver(follow);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  computer.addEventListener("change", follow);
  model.on("change:theme", follow);
  view.quit(() => {
    observer.disconnect();
    computer.removeEventListener("change", follow);
    model.off("change:theme", follow);
  });
  follow();
}
