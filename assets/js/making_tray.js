// The tray under the head of every page: the files that are being made, and those that wait to be fetched.
(function () {
  "use strict";
  var making = ((window.sijill = window.sijill || {}).making = window.sijill.making || {});

  function filled(template, values) {
    return template.replace(/\{(\w+)\}/g, function (whole, name) {
      return name in values ? values[name] : whole;
    });
  }

  function tray() {
    return document.getElementById("making");
  }

  function isHere(entry) {
    return Boolean(entry.upload) && new URLSearchParams(window.location.search).get("upload") === entry.upload;
  }

  function element(tag, text, attributes) {
    var made = document.createElement(tag);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (name) {
      made.setAttribute(name, attributes[name]);
    });
    return made;
  }

  function line(entry, words) {
    var kind = entry.upload ? "record" : "file";
    var line = element("li");
    var said = element("span", filled(words[kind][entry.state] || words[kind].running, { name: entry.name, why: entry.why || "" }));
    line.appendChild(said);
    if (entry.state === "running") {
      var bar = element("progress", "", { max: "1", "aria-label": said.textContent });
      if (entry.share) bar.value = entry.share;
      line.appendChild(bar);
    } else if (entry.upload) {
      line.appendChild(element("a", words.see, { href: "/upload?upload=" + entry.upload + "&lang=" + document.documentElement.lang }));
    } else if (entry.state === "done") {
      line.appendChild(element("a", words.fetch, { href: fileOf(entry.token), download: "" }));
    }
    if (entry.state !== "running") {
      var away = element("button", words.away, { type: "button", class: "link-button", "aria-label": words.away + ": " + entry.name });
      away.addEventListener("click", function () {
        making.forget(entry.token);
        document.getElementById("pdf-button").focus();
      });
      line.appendChild(away);
    }
    return line;
  }

  function draw() {
    var place = tray();
    if (!place) return;
    var shown = making.entries().filter(function (entry) {
      return !isHere(entry);
    });
    var state = JSON.stringify([shown, document.documentElement.lang]);
    if (place.dataset.drawn === state) return; // what has focus stays
    place.dataset.drawn = state;
    place.replaceChildren.apply(
      place,
      shown.map(function (entry) {
        return line(entry, JSON.parse(place.dataset.texts));
      })
    );
    place.hidden = shown.length === 0;
  }

  function fileOf(token) {
    return "/api/v1/jobs/" + encodeURIComponent(token) + "/file";
  }

  making.filled = filled;
  making.tray = tray;
  making.element = element;
  making.fileOf = fileOf;
  making.draw = draw;
})();
