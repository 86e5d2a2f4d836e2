// What can be taken away of a view: the PDF, and the menu of its data.
(function () {
  "use strict";
  var making = ((window.sijill = window.sijill || {}).making = window.sijill.making || {});
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});
  var LINKS = "#take a[data-table], #take a[data-tongue]";
  var INCIDENT = "/incident"; // the page of one, whose files are of it alone

  function filters(search) {
    var notFollowed = JSON.parse(making.tray().dataset.texts).notFollowed;
    var words = new URLSearchParams();
    new URLSearchParams(search || "").forEach(function (value, name) {
      if (value && notFollowed.indexOf(name) < 0) words.append(name, value);
      if (name === "code" && window.location.pathname === INCIDENT) words.set("incident", value);
    });
    return words;
  }

  // A PDF in a language or in both, of which that of the page comes first, with the digits of the page.
  function queryOfPdf(tongue, search) {
    var words = filters(search);
    words.set("lang", tongue);
    if (tongue === "both") words.set("first", document.documentElement.lang);
    if (new URLSearchParams(search || "").get("digits") === "arab") words.set("digits", "arab");
    return "?" + words;
  }

  scripts.makePdf = function (clicks, search) {
    if (clicks) making.begin("/api/v1/jobs/snapshot" + queryOfPdf(document.documentElement.lang, search), "PDF");
    return window.dash_clientside.no_update;
  };

  // The menu of data: its links are of the address and of whom the file is for, and lead to the file itself.
  function queryOf() {
    var words = filters(window.location.search);
    var chosen = document.querySelector("#take input:checked");
    if (chosen && chosen.value !== "internal") words.set("public", "true");
    if (chosen && chosen.value.indexOf("small-") === 0) words.set("small", chosen.value.slice("small-".length));
    var query = words.toString();
    return query ? "?" + query : "";
  }

  function address(link) {
    var pdf = link.dataset.tongue;
    link.href = pdf
      ? "/api/v1/snapshot.pdf" + queryOfPdf(pdf, window.location.search)
      : "/api/v1/export/" + link.dataset.table + "." + link.dataset.form + queryOf();
  }

  function begin(link) {
    var name = link.getAttribute("aria-label");
    if (link.dataset.tongue) making.begin("/api/v1/jobs/snapshot" + queryOfPdf(link.dataset.tongue, window.location.search), name);
    else making.begin("/api/v1/jobs/export/" + link.dataset.table + "/" + link.dataset.form + queryOf(), name);
  }

  function readdress() {
    document.querySelectorAll(LINKS).forEach(address);
  }

  document.addEventListener("toggle", readdress, true);
  document.addEventListener("change", readdress);
  document.addEventListener("click", function (event) {
    var menu = document.getElementById("take");
    if (!menu || !event.target.closest) return;
    if (event.isTrusted && !menu.contains(event.target)) menu.open = false;
    var link = event.target.closest(LINKS);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    begin(link);
  });
  document.addEventListener("keydown", function (event) {
    var menu = document.getElementById("take");
    if (event.key !== "Escape" || !menu || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
