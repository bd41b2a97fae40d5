/* The participants' page without reloading; every part of it also works as plain forms. */
(function () {
  "use strict";
  if (!window.fetch || !window.WebSocket || !window.FormData || !window.URLSearchParams) return;
  var main = document.getElementById("main");
  var offline = document.getElementById("offline");
  var unsent = document.getElementById("unsent");
  var version = "", waiting = null, pause = 1000, socket = null, ended = false;

  function state() { return document.getElementById("state"); }
  function form() { return document.getElementById("form"); }
  function typed() {
    var box = form() && form().querySelector("#text");
    return box ? box.value.trim() : "";
  }

  function show(html, focus) {
    var before = state().dataset.round, text = typed();
    main.innerHTML = html;
    var gone = text && before !== state().dataset.round;
    if (gone) unsent.querySelector("blockquote").textContent = text;
    if (gone || state().dataset.round === before) unsent.hidden = !gone;
    if (focus) main.focus();
    window.scrollTo(0, 0);
  }

  function fresh() {
    // What somebody is writing is never taken from under their hands.
    return fetch("/main", { credentials: "same-origin", cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(function (html) {
        var probe = document.createElement("div");
        probe.innerHTML = html;
        var coming = probe.querySelector("#state");
        var same = coming && coming.dataset.round === state().dataset.round
          && coming.dataset.state === state().dataset.state;
        if (coming && !same) show(html, true);
      }).catch(function () {});
  }

  function send(body, tries) {
    var sent = form(), button = sent && sent.querySelector("button");
    if (button) button.disabled = true;
    waiting = body;
    fetch("/send", {
      method: "POST", body: body, credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Room": "1" },
    }).then(function (answer) {
      if (answer.status >= 500) throw new Error("server");
      return answer.text().then(function (html) {
        waiting = null;
        offline.hidden = true;
        // The answer stands in the new page; what was typed has been taken care of.
        if (sent && sent.querySelector("#text")) sent.querySelector("#text").value = "";
        show(html, true);
      });
    }).catch(function () {
      // The same sending goes again until it is answered; the server knows it by its number.
      offline.hidden = false;
      setTimeout(function () { send(body, tries + 1); }, Math.min(1000 * Math.pow(2, tries), 15000));
    });
  }

  document.addEventListener("submit", function (event) {
    if (event.target.id !== "form") return;
    event.preventDefault();
    if (!waiting) send(new URLSearchParams(new FormData(event.target)).toString(), 0);
  });

  function listen() {
    if (ended || socket && socket.readyState < 2) return;
    var secure = location.protocol === "https:" ? "wss://" : "ws://";
    socket = new WebSocket(secure + location.host + "/live");
    socket.onmessage = function (message) {
      pause = 1000;
      if (message.data === "ended") {
        ended = true;
        show(document.getElementById("ended").innerHTML, true);
        socket.close();
      } else if (message.data !== version) { version = message.data; fresh(); }
    };
    socket.onclose = function () {
      version = "";
      if (ended) return;
      // Not all phones at the same moment.
      setTimeout(listen, pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, 15000);
    };
  }
  if (state().dataset.state !== "join") {
    listen();
    document.addEventListener("visibilitychange", function () {
      if (!document.hidden && !ended) { pause = 1000; listen(); fresh(); }
    });
    window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  }
})();
