// The first response holds what the scripts ask the server first, so that nobody waits for the line twice.
(function () {
  "use strict";
  var ask = window.fetch;

  function answerTo(address) {
    return Array.from(document.querySelectorAll("script.answer")).find(function (one) {
      return address.endsWith("/" + one.dataset.question);
    });
  }

  window.fetch = function (request) {
    var there = answerTo(String((request && request.url) || request));
    if (!there) return ask.apply(window, arguments);
    there.remove(); // whoever asks again wants to know what holds by then
    return Promise.resolve(new Response(there.textContent, { headers: { "Content-Type": "application/json" } }));
  };
})();
