// Where focus is. A page that is drawn without a load of its own is announced by its heading and by the title of the
// window; and who was on something that a redraw took away is led to what is left around it, not to the top.
(function () {
  "use strict";
  var EVERY_MS = 200;
  var NAME = document.title;
  var heading = null; // of the page that is shown
  var last = null; // what had focus
  var around = []; // the ids of what it stands in, from the inside

  function focus(element) {
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
  }

  function arrive() {
    var found = document.querySelector("#content h1");
    if (!found || found.textContent === heading) return;
    var isFirst = heading === null;
    heading = found.textContent;
    document.title = heading + " · " + NAME;
    if (isFirst || document.getElementById("content").contains(document.activeElement)) return;
    focus(found);
    window.scrollTo(0, 0);
  }

  function isLost() {
    return last && !last.isConnected && (!document.activeElement || document.activeElement === document.body);
  }

  function find() {
    if (!isLost()) return;
    var left = around
      .map(function (id) {
        return document.getElementById(id);
      })
      .find(function (element) {
        return element && element.offsetParent !== null;
      });
    last = null;
    if (left) focus(left);
  }

  document.addEventListener("focusin", function (event) {
    last = event.target;
    around = [];
    for (var each = last.parentElement; each; each = each.parentElement) {
      if (each.id) around.push(each.id);
    }
  });
  window.setInterval(function () {
    arrive();
    find();
  }, EVERY_MS);
})();
