// Work that takes long: how far it is, on the page that waits for it and, for files that are being made, in the tray.
(function () {
  "use strict";
  var EVERY_MS = 700;
  var making = ((window.sijill = window.sijill || {}).making = window.sijill.making || {});
  var asked = {}; // what is being asked for at the moment, by token
  var begun = {}; // what was begun on this page, whose file is handed over at once

  function number(value) {
    var arabic = document.documentElement.lang === "ar" && /digits=arab/.test(window.location.search);
    return new Intl.NumberFormat("en", { numberingSystem: arabic ? "arab" : "latn" }).format(value);
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
    card.querySelector(".working-step").textContent = making.filled(words[job.step] || words[""], {
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

  function handOver(job) {
    var link = making.element("a", "", { href: making.fileOf(job.token), download: job.file });
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  function say(text) {
    if (document.getElementById("pdf-status")) window.dash_clientside.set_props("pdf-status", { children: text });
  }

  // The API speaks English; a page in another language says of each kind of reason what it comes to.
  function reasons(issues) {
    var told = making.tray() && JSON.parse(making.tray().dataset.texts).reasons;
    return (issues || [])
      .map(function (issue) {
        return told ? told[issue.code] || told.broken : issue.message + " " + issue.remedy;
      })
      .join(" ");
  }

  function learn(job) {
    var why = reasons(job.issues);
    var state = isOver(job) ? job.state : "running";
    making.change(job.token, { state: state, share: job.all ? job.done / job.all : 0, why: why });
    if (!isOver(job) || !making.tray()) return;
    var words = JSON.parse(making.tray().dataset.texts);
    if (begun[job.token] && job.state === "done" && job.file) handOver(job);
    if (begun[job.token]) say(making.filled(words.file[job.state], { name: job.name, why: why }));
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
    var words = JSON.parse(making.tray().dataset.texts);
    say(making.filled(words.file.running, { name: name }));
    try {
      var response = await fetch(address, { method: "POST" });
      var job = await response.json();
      if (!response.ok) {
        say(making.filled(words.file.failed, { name: name, why: reasons(job.issues.slice(0, 1)) }));
        return;
      }
      making.remember({ token: job.token, name: job.name, state: "running" });
      begun[job.token] = true;
      learn(job);
      making.draw();
    } catch (_error) {
      say(making.filled(words.file.failed, { name: name, why: words.silent }));
    }
  }

  making.begin = begin;
  window.setInterval(function () {
    document.querySelectorAll("[data-job]:not([data-over='true'])").forEach(function (card) {
      if (card.dataset.kind === "record") {
        making.remember({ token: card.dataset.job, name: card.dataset.name, state: "running", upload: card.dataset.job.slice("record-".length) });
      }
      follow(card);
    });
    making.entries().forEach(function (entry) {
      if (entry.state === "running") learnOf(entry);
    });
    making.draw();
  }, EVERY_MS);
})();
