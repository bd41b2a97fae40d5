// The look of a workbook: its style sheet, which JupyterLab takes from extensions only, and no
// column of tools for programmers at the right.
(() => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("face.css", document.currentScript.src);
  document.head.append(link);

  function activate(app) {
    app.restored.then(() => {
      if (app.shell.isSideTabBarVisible("right")) app.shell.toggleSideTabBarVisibility("right");
    });
  }

  const plugin = { id: "labmethods:face", autoStart: true, activate };
  const extension = { __esModule: true, default: plugin };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.labmethods = { init() {}, get: async () => () => extension };
})();
