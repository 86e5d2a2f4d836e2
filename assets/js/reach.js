// When Sijill itself does not answer, what is on the page stays, under a banner that says when it was read.
(function () {
  "use strict";
  var QUESTIONS = "_dash-update-component";
  var ask = window.fetch;
  var answered = new Date();

  function moment(numerals) {
    var language = document.documentElement.lang === "ar" ? "ar-SY" : "en-GB";
    var options = { dateStyle: "long", timeStyle: "short", numberingSystem: numerals };
    return new Intl.DateTimeFormat(language, options).format(answered);
  }

  function say(silent) {
    var banner = document.getElementById("unreachable");
    if (!banner) return;
    var text = silent ? banner.dataset.text.replace("{when}", moment(banner.dataset.numerals)) : "";
    window.dash_clientside.set_props("unreachable", { children: text });
  }

  window.fetch = function (request) {
    var answer = ask.apply(window, arguments);
    if (String((request && request.url) || request).includes(QUESTIONS)) {
      answer.then(
        function () {
          answered = new Date();
          say(false);
        },
        function (error) {
          if (error.name !== "AbortError") say(true);
        }
      );
    }
    return answer;
  };
})();
