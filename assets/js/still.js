// What is only read comes written out, since Dash looks at each of its components at every change (components/still.py).
(function () {
  "use strict";
  var LATEST = Symbol("still");

  function reachable(one) {
    return Array.from(one.querySelectorAll("a[href], summary"));
  }

  // What the reader has opened stays open while nothing changes, and whose link was followed goes on from there.
  function fill() {
    document.querySelectorAll("[data-still]").forEach(function (one) {
      if (one[LATEST] === one.dataset.still) return;
      var at = reachable(one).indexOf(document.activeElement);
      one[LATEST] = one.dataset.still;
      one.innerHTML = one.dataset.still;
      if (at >= 0 && reachable(one)[at]) reachable(one)[at].focus({ preventScroll: true });
    });
  }

  // A link within leads on as Dash's own do: only the page changes. Files, and what opens elsewhere, are the browser's.
  function follow(event) {
    var link = event.target.closest && event.target.closest("[data-still] a[href]");
    if (!link || link.origin !== window.location.origin || link.hasAttribute("download")) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.hash) return;
    event.preventDefault();
    window.history.pushState({}, "", link.href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  }

  document.addEventListener("click", follow);
  var watch = new MutationObserver(fill);
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-still"] });
})();
