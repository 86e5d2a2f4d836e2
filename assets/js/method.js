// The page on method is drawn after its address is read: leads to the anchor of the address, and opens what holds it.
(function () {
  "use strict";
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});

  function lead() {
    var page = document.getElementById("method");
    var target = page && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!target || !page.contains(target)) return;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }

  window.addEventListener("hashchange", lead);

  scripts.leadToAnchor = function () {
    window.setTimeout(lead, 0);
    return true;
  };
})();
