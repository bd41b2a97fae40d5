// What a workbook adds to JupyterLab: its look (JupyterLab takes style sheets from extensions
// only), the start button's command, and no column of tools for programmers at the right.
(() => {
  const here = new URL(document.currentScript.src);
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`face.css${here.search}`, here);
  document.head.append(link);

  const narrow = window.matchMedia("(max-width: 800px)");

  function activate(app) {
    app.commands.addCommand("labmethods:start", { execute: () => start(app) });
    document.addEventListener("click", (event) => follow(app, event));
    app.restored.then(() => {
      if (app.shell.isSideTabBarVisible("right")) app.shell.toggleSideTabBarVisibility("right");
      const fit = () => (narrow.matches ? app.shell.collapseLeft() : undefined);
      narrow.addEventListener("change", fit);
      fit();
    });
  }

  // Jupyter Server loses the connection for good when a kernel is restarted while it connects. So
  // the first press waits and then only runs the notebook; later ones restart the kernel, too.
  const begun = new Set();

  async function start(app) {
    const notebook = app.shell.currentWidget;
    const session = notebook?.context?.sessionContext;
    if (!session) return;
    await session.ready;
    await connected(session);
    const kernel = session.session?.kernel?.id;
    const stuck = ["busy", "dead"].includes(session.kernelDisplayStatus);
    const ran = notebook.content.widgets.some((cell) => cell.model.executionCount);
    const again = begun.has(kernel) || (stuck && ran);
    begun.add(kernel);
    const running = app.commands.execute(again ? "notebook:restart-run-all" : "notebook:run-all-cells");
    toTop(notebook.content);
    await running;
    toTop(notebook.content);
  }

  // Running all makes the last cell the active one and scrolls there; people begin at the top.
  function toTop(cells) {
    if (cells.activeCellIndex < cells.widgets.length - 1) return;
    cells.activeCellIndex = 0;
    cells.node.querySelector(".jp-WindowedPanel-outer").scrollTop = 0;
  }

  // A link to another notebook opens a tab here, not a second JupyterLab.
  function follow(app, event) {
    const name = event.target.closest?.("a.lm-notebook")?.getAttribute("href");
    if (!name) return;
    event.preventDefault();
    const from = app.shell.currentWidget?.context?.path ?? "";
    const path = from.slice(0, from.lastIndexOf("/") + 1) + decodeURIComponent(name);
    app.commands.execute("docmanager:open", { path });
  }

  function connected(session) {
    const waiting = ["connecting", "starting", "restarting", "autorestarting", "unknown"];
    const ready = () => !waiting.includes(session.kernelDisplayStatus);
    if (ready()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (!ready()) return;
        session.statusChanged.disconnect(look);
        session.connectionStatusChanged.disconnect(look);
        resolve();
      };
      session.statusChanged.connect(look);
      session.connectionStatusChanged.connect(look);
    });
  }

  const plugin = { id: "labmethods:face", autoStart: true, activate };
  const extension = { __esModule: true, default: plugin };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.labmethods = { init() {}, get: async () => () => extension };
})();
