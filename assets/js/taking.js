// What can be taken away of a view: the PDF, and the menu of its data.
(function () {
  "use strict";
  var making = ((window.sijill = window.sijill || {}).making = window.sijill.making || {});
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});
  var INCIDENT = "/incident"; // the page of one, whose files are of it alone

  function filters(search) {
    var known = JSON.parse(making.tray().dataset.texts).filters;
    var words = new URLSearchParams();
    new URLSearchParams(search || "").forEach(function (value, name) {
      if (known.indexOf(name) >= 0) words.set(name, value);
      if (name === "code" && window.location.pathname === INCIDENT) words.set("incident", value);
    });
    return words;
  }

  scripts.makePdf = function (clicks, search) {
    if (!clicks) return window.dash_clientside.no_update;
    var words = filters(search);
    words.set("lang", document.documentElement.lang);
    making.begin("/api/v1/jobs/snapshot?" + words, "PDF");
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
    making.begin("/api/v1/jobs/export/" + link.dataset.table + "/" + link.dataset.form + queryOf(), link.getAttribute("aria-label"));
  });
  document.addEventListener("keydown", function (event) {
    var menu = document.getElementById("take");
    if (event.key !== "Escape" || !menu || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
