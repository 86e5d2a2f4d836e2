// Work that takes long: how far it is, on the page that waits for it and, for files that are being made, in the tray
// under the head of every page. What was begun is remembered in this browser, so that a reload loses nothing.
(function () {
  "use strict";
  var KEY = "making";
  var EVERY_MS = 700;
  var DAY_MS = 24 * 3600 * 1000;
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});
  var asked = {}; // what is being asked for at the moment, by token
  var begun = {}; // what was begun on this page, whose file is handed over at once

  function entries() {
    try {
      return JSON.parse(window.localStorage.getItem(KEY)) || [];
    } catch (_error) {
      return [];
    }
  }

  function keep(list) {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(list));
    } catch (_error) {
      // a browser that keeps nothing: the tray lasts as long as the page
    }
  }

  function change(token, given) {
    keep(
      entries().map(function (entry) {
        return entry.token === token ? Object.assign(entry, given) : entry;
      })
    );
  }

  function remember(entry) {
    var others = entries().filter(function (each) {
      return each.token !== entry.token && Date.now() - each.at < DAY_MS;
    });
    keep(others.concat(Object.assign({ at: Date.now() }, entry)));
  }

  function forget(token) {
    keep(
      entries().filter(function (entry) {
        return entry.token !== token;
      })
    );
    draw();
  }

  function number(value) {
    var arabic = document.documentElement.lang === "ar" && /digits=arab/.test(window.location.search);
    return new Intl.NumberFormat("en", { numberingSystem: arabic ? "arab" : "latn" }).format(value);
  }

  function filled(template, values) {
    return template.replace(/\{(\w+)\}/g, function (whole, name) {
      return name in values ? values[name] : whole;
    });
  }

  async function ask(token) {
    var response = await fetch("/api/v1/jobs/" + encodeURIComponent(token));
    if (response.status === 404) return { token: token, state: "unknown" };
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  function isOver(job) {
    return job.state !== "waiting" && job.state !== "running";
  }

  // The card of a file that is read or recorded, on the upload page.
  function showOnCard(card, job) {
    var words = JSON.parse(card.dataset.texts).steps;
    var bar = card.querySelector("progress");
    if (job.all) bar.value = job.done / job.all;
    else bar.removeAttribute("value");
    card.querySelector(".working-step").textContent = filled(words[job.step] || words[""], {
      done: number(job.done),
      all: job.all ? number(job.all) : "…",
    });
  }

  async function follow(card) {
    var token = card.dataset.job;
    if (asked[token]) return;
    asked[token] = true;
    try {
      var job = await ask(token);
      showOnCard(card, job);
      if (isOver(job)) window.dash_clientside.set_props("upload-worked", { data: token + " " + Date.now() });
      card.dataset.over = isOver(job);
    } catch (_error) {
      card.querySelector(".working-step").textContent = JSON.parse(card.dataset.texts).silent;
    } finally {
      delete asked[token];
    }
  }

  // The tray.
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
        forget(entry.token);
        document.getElementById("pdf-button").focus();
      });
      line.appendChild(away);
    }
    return line;
  }

  function draw() {
    var place = tray();
    if (!place) return;
    var shown = entries().filter(function (entry) {
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

  function handOver(job) {
    var link = element("a", "", { href: fileOf(job.token), download: job.file });
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  function say(text) {
    if (document.getElementById("pdf-status")) window.dash_clientside.set_props("pdf-status", { children: text });
  }

  function learn(job) {
    var why = (job.issues || [])
      .map(function (issue) {
        return issue.message + " " + issue.remedy;
      })
      .join(" ");
    var state = isOver(job) ? job.state : "running";
    change(job.token, { state: state, share: job.all ? job.done / job.all : 0, why: why });
    if (!isOver(job) || !tray()) return;
    var words = JSON.parse(tray().dataset.texts);
    if (begun[job.token] && job.state === "done" && job.file) handOver(job);
    if (begun[job.token]) say(filled(words.file[job.state], { name: job.name, why: why }));
    delete begun[job.token];
  }

  async function learnOf(entry) {
    if (asked[entry.token]) return;
    asked[entry.token] = true;
    try {
      learn(await ask(entry.token));
    } catch (_error) {
      // it is asked again
    } finally {
      delete asked[entry.token];
    }
  }

  async function begin(address, name) {
    var words = JSON.parse(tray().dataset.texts);
    say(filled(words.file.running, { name: name }));
    try {
      var response = await fetch(address, { method: "POST" });
      var job = await response.json();
      if (!response.ok) {
        say(filled(words.file.failed, { name: name, why: job.issues[0].message + " " + job.issues[0].remedy }));
        return;
      }
      remember({ token: job.token, name: job.name, state: "running" });
      begun[job.token] = true;
      learn(job);
      draw();
    } catch (_error) {
      say(filled(words.file.failed, { name: name, why: words.silent }));
    }
  }

  function filters(search) {
    var known = JSON.parse(tray().dataset.texts).filters;
    var words = new URLSearchParams();
    new URLSearchParams(search || "").forEach(function (value, name) {
      if (known.indexOf(name) >= 0) words.set(name, value);
    });
    return words;
  }

  scripts.makePdf = function (clicks, search) {
    if (!clicks) return window.dash_clientside.no_update;
    var words = filters(search);
    words.set("lang", document.documentElement.lang);
    begin("/api/v1/jobs/snapshot?" + words, "PDF");
    return window.dash_clientside.no_update;
  };

  // The menu of data: its links are of the address and of whom the file is for, and lead to the file itself.
  function queryOf() {
    var words = filters(window.location.search);
    var chosen = document.querySelector("#take input:checked");
    if (chosen && chosen.value === "public") words.set("public", "true");
    var query = words.toString();
    return query ? "?" + query : "";
  }

  function address(link) {
    link.href = "/api/v1/export/" + link.dataset.table + "." + link.dataset.form + queryOf();
  }

  function readdress() {
    document.querySelectorAll("#take a[data-table]").forEach(address);
  }

  document.addEventListener("toggle", readdress, true);
  document.addEventListener("change", readdress);
  document.addEventListener("click", function (event) {
    var menu = document.getElementById("take");
    if (!menu || !event.target.closest) return;
    if (event.isTrusted && !menu.contains(event.target)) menu.open = false;
    var link = event.target.closest("#take a[data-table]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    begin("/api/v1/jobs/export/" + link.dataset.table + "/" + link.dataset.form + queryOf(), link.getAttribute("aria-label"));
  });
  document.addEventListener("keydown", function (event) {
    var menu = document.getElementById("take");
    if (event.key !== "Escape" || !menu || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  window.setInterval(function () {
    document.querySelectorAll("[data-job]:not([data-over='true'])").forEach(function (card) {
      if (card.dataset.kind === "record") {
        remember({ token: card.dataset.job, name: card.dataset.name, state: "running", upload: card.dataset.job.slice("record-".length) });
      }
      follow(card);
    });
    entries().forEach(function (entry) {
      if (entry.state === "running") learnOf(entry);
    });
    draw();
  }, EVERY_MS);
})();
