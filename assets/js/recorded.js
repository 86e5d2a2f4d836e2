// Who reads with a keyboard or by ear is led to the recorded file that was opened, or to what became of it.
(function () {
  "use strict";
  var clientside = (window.dash_clientside = window.dash_clientside || {});
  var scripts = (clientside.sijill = clientside.sijill || {});
  var shown = null;

  scripts.leadToOpened = function () {
    window.setTimeout(function () {
      var opened = document.getElementById("recorded-opened");
      var first = opened && opened.firstElementChild;
      var words = first ? first.textContent : null;
      if (first && words !== shown) {
        first.setAttribute("tabindex", "-1");
        first.focus();
      }
      shown = words;
    }, 0);
    return "-1"; // reached by this script, not by the Tab key
  };
})();
